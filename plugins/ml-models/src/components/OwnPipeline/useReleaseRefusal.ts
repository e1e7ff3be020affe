import { ModelPermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../EntityModel/entityModel';
import { useRefusal } from '../Refusal/useRefusal';
import { useOwnPipeline } from './useOwnPipeline';

/**
 * Of what decides which version answers.
 *
 * @returns why one may not, or nobody may in the portal, and whom to ask
 */
export function useReleaseRefusal(
  permission: ModelPermission,
  model: EntityModel,
): string | undefined {
  const refusal = useRefusal(permission, model);
  return useOwnPipeline(model) ?? refusal;
}
