import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { POLL_IDLE_MS, useOperation } from '../../api/useOperation';
import { EntityModel } from '../../components/EntityModel/entityModel';

/** Tokens good for a model, without their secrets. */
export function useTokens({ namespace, name }: EntityModel) {
  return useOperation(
    operations.listTokens,
    { params: { namespace, name } },
    // Using one, as a push does, shows without a reload.
    { refetchInterval: POLL_IDLE_MS },
  );
}
