import Typography from '@material-ui/core/Typography';
import {
  InferenceDetail,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { Subtle } from '../../../components/Subtle/Subtle';
import { ModelParams } from '../api/ModelParams';
import { CopyableText } from './CopyableText';
import { PanelSection } from './PanelSection';
import { holdsHash, toCurl } from './toCurl';

export interface CurlSectionProps {
  params: ModelParams;
  record: InferenceDetail;
}

/** The same request, ready to be sent again. */
export function CurlSection(props: CurlSectionProps) {
  const { params, record } = props;
  const status = useOperation(operations.getModelStatus, { params });
  const version = useOperation(operations.getVersion, {
    params: { ...params, version: record.version },
  });
  const endpoint = status.data?.environments.find(
    // An address where nothing serves answers nobody.
    ({ name, liveVersion }) =>
      name === record.environment && liveVersion !== undefined,
  )?.endpoint;
  // A request that nobody read cannot be repeated.
  const isKnown = Object.keys(record.inputs ?? {}).length > 0;
  if (!record.inputs || !isKnown || status.isPending || version.isPending) {
    return null;
  }
  return (
    <PanelSection title="Copy as curl">
      {endpoint ? (
        <>
          {holdsHash(record.inputs) && (
            <Subtle variant="caption" component="p">
              Some inputs were hashed before they were stored: this asks with
              the hashes, not with what was sent.
            </Subtle>
          )}
          <CopyableText
            what="as curl"
            text={toCurl({
              endpoint,
              model: params.name,
              inputs: record.inputs,
              signature: version.data?.signature,
            })}
          />
        </>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {record.environment} has no endpoint known here: nothing serves there
          now, or something else than this portal does.
        </Typography>
      )}
    </PanelSection>
  );
}
