import Tooltip from '@material-ui/core/Tooltip';
import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../../../components/StatusWord/StatusWord';

const LOOKS = {
  drift: { status: 'degraded', word: 'Drift' },
  stable: { status: 'healthy', word: 'Stable' },
  unknown: { status: 'unknown', word: 'Unknown' },
} as const;

/** Whether a feature has drifted, as colour, icon and word. */
export function DriftWord(props: {
  drift: Pick<FeatureDrift, 'decision' | 'reason'>;
}) {
  const { decision, reason } = props.drift;
  return (
    <Tooltip title={reason ?? ''}>
      <span>
        <StatusWord {...LOOKS[decision]} />
      </span>
    </Tooltip>
  );
}
