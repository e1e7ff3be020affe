import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { mlModelsApiRef } from './mlModelsApiRef';
import { operationKey } from './operationKey';
import { useItemPages } from './useItemPages';
import { POLL_IDLE_MS } from './useOperation';

/** Versions of a model, newest first; the first page until more are fetched. */
export function useVersions({ namespace, name }: EntityModel) {
  const client = useApi(mlModelsApiRef);
  const params = { namespace, name };
  return useItemPages({
    queryKey: operationKey(operations.listVersions, { params }),
    read: (cursor, signal) =>
      client.call(
        operations.listVersions,
        { params, query: { cursor } },
        { signal },
      ),
    refetchInterval: POLL_IDLE_MS,
  });
}
