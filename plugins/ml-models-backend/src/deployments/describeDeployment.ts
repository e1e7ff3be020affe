import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { JsonObject } from '@backstage/types';

/** What an audit event tells of a deployment, for whoever asks years later. */
export function describeDeployment({
  id,
  modelRef,
  environment,
  version,
  status,
}: DeploymentSummary): JsonObject {
  return { id, modelRef, environment, version, status };
}
