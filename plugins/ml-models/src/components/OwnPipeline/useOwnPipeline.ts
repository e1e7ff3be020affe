import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../EntityModel/entityModel';
import { useEntityNames } from '../EntityNames/useEntityNames';

/** @returns who deploys the model, if the portal does not; undefined: it does */
export function useOwnPipeline({
  title,
  ownerRefs,
  servingRuntime,
}: EntityModel): string | undefined {
  const defaultRuntime = useApi(configApiRef).getOptionalString(
    'mlModels.defaultServingRuntime',
  );
  const owners = useEntityNames(ownerRefs);
  if ((servingRuntime ?? defaultRuntime) !== EXTERNAL_RUNTIME) {
    return undefined;
  }
  const who =
    owners.length > 0
      ? `ask ${owners.join(' or ')}`
      : 'nobody owns it, so ask whoever runs the portal';
  return `${title} is deployed by its own pipeline: ${who}. The portal only observes what it serves.`;
}
