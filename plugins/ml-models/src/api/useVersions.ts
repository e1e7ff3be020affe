import { useApi } from '@backstage/core-plugin-api';
import {
  operations,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { mlModelsApiRef } from './mlModelsApiRef';
import { operationKey } from './operationKey';
import { useItemPages } from './useItemPages';
import { POLL_BUSY_MS, POLL_IDLE_MS } from './useOperation';

/**
 * Versions of a model, newest first; the first page until more are fetched.
 *
 * @param moves - whether something is under way with them; default: nothing is
 */
export function useVersions(
  { namespace, name }: EntityModel,
  moves: (versions: readonly Version[]) => boolean = () => false,
) {
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
    refetchInterval: versions =>
      moves(versions) ? POLL_BUSY_MS : POLL_IDLE_MS,
  });
}
