import {
  operations,
  RebuildSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';

/** Starts no more models of a rebuild, after asking. */
export function CancelRebuild({ rebuild }: { rebuild: RebuildSummary }) {
  const { id, environment } = rebuild;
  return (
    <ConfirmedButton
      button={{
        refusal: undefined,
        size: 'small',
        'aria-label': `Cancel the rebuild of ${environment}`,
        children: 'Cancel',
      }}
      title={`Cancel the rebuild of ${environment}?`}
      act="Cancel the rebuild"
      keep="Let it go on"
      operation={operations.cancelRebuild}
      input={{ params: { id } }}
      invalidates={[operations.listRebuilds, operations.getRebuild]}
    >
      <Typography>
        Models that wait stay as they are, and those under way are given up.
        What was replaced stays replaced; every model goes on serving.
      </Typography>
    </ConfirmedButton>
  );
}
