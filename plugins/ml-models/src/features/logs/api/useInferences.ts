import { useApi } from '@backstage/core-plugin-api';
import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { LogSearch } from './LogSearch';
import { ModelParams } from './ModelParams';
import { pagesKey, usePages } from './usePages';

/** More than fit a screen, few enough to answer at once. */
export const PAGE_SIZE = 100;

function searchKey(params: ModelParams, query: InferenceQuery) {
  return operationKey(operations.searchInferences, {
    params,
    query: { ...query, limit: PAGE_SIZE },
  });
}

/** @returns under which the pages of a search are kept */
export function inferencePagesKey(
  params: ModelParams,
  { query, refreshes }: LogSearch,
) {
  return pagesKey(searchKey(params, query), refreshes);
}

/** Pages of inference records, newest first; each page is older than the last. */
export function useInferences(
  params: ModelParams,
  { query, refreshes }: LogSearch,
) {
  const client = useApi(mlModelsApiRef);
  return usePages({
    queryKey: searchKey(params, query),
    refreshes,
    read: (cursor, signal) =>
      client.call(
        operations.searchInferences,
        { params, query: { ...query, limit: PAGE_SIZE, cursor } },
        { signal },
      ),
  });
}
