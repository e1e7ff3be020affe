import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../api/useOperation';
import { EntityModel } from '../../components/EntityModel/entityModel';

/** Tokens good for a model, without their secrets. */
export function useTokens({ namespace, name }: EntityModel) {
  return useOperation(operations.listTokens, { params: { namespace, name } });
}
