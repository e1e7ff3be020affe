import { useApi } from '@backstage/core-plugin-api';
import {
  InferencePage,
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { ModelParams } from './ModelParams';

/** More than fit a screen, few enough to answer at once. */
export const PAGE_SIZE = 100;

/** Pages of inference records, newest first; each page is older than the last. */
export function useInferences(params: ModelParams, query: InferenceQuery) {
  const client = useApi(mlModelsApiRef);
  const input = { params, query: { ...query, limit: PAGE_SIZE } };
  return useInfiniteQuery<
    InferencePage,
    Error,
    InfiniteData<InferencePage>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...operationKey(operations.searchInferences, input), 'pages'],
    queryFn: ({ pageParam: cursor, signal }) =>
      client.call(
        operations.searchInferences,
        { params, query: { ...input.query, cursor } },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: page => page.nextCursor,
    // Reading old pages again would move what is being read.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}
