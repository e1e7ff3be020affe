import { useApi } from '@backstage/core-plugin-api';
import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { ModelParams } from './ModelParams';
import { usePages } from './usePages';

/** More than fit a screen, few enough to answer at once. */
export const PAGE_SIZE = 100;

/** Pages of inference records, newest first; each page is older than the last. */
export function useInferences(params: ModelParams, query: InferenceQuery) {
  const client = useApi(mlModelsApiRef);
  const input = { params, query: { ...query, limit: PAGE_SIZE } };
  return usePages({
    queryKey: operationKey(operations.searchInferences, input),
    read: (cursor, signal) =>
      client.call(
        operations.searchInferences,
        { params, query: { ...input.query, cursor } },
        { signal },
      ),
  });
}
