import { useApi } from '@backstage/core-plugin-api';
import {
  operations,
  OperationResponse,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { EntityModel } from '../components/EntityModel/entityModel';
import { mlModelsApiRef } from './mlModelsApiRef';
import { operationKey } from './operationKey';
import { POLL_IDLE_MS } from './useOperation';

type VersionPage = OperationResponse<typeof operations.listVersions>;

/** Versions of a model, newest first; the first page until more are fetched. */
export function useVersions({ namespace, name }: EntityModel) {
  const client = useApi(mlModelsApiRef);
  const params = { namespace, name };
  return useInfiniteQuery<
    VersionPage,
    Error,
    Pick<VersionPage, 'items'>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...operationKey(operations.listVersions, { params }), 'pages'],
    queryFn: ({ pageParam: cursor, signal }) =>
      client.call(
        operations.listVersions,
        { params, query: { cursor } },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval: POLL_IDLE_MS,
    select: joinPages,
  });
}

function joinPages({ pages }: InfiniteData<VersionPage>) {
  return { items: pages.flatMap(({ items }) => items) };
}
