import { useApi } from '@backstage/core-plugin-api';
import {
  InferencePage,
  InferenceRecord,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { LogSearch } from './LogSearch';
import { ModelParams } from './ModelParams';
import { readNewer } from './readNewer';
import { inferencePagesKey, PAGE_SIZE } from './useInferences';

const POLL_MS = 2_000;
const NONE: readonly InferenceRecord[] = [];

export interface TailOptions {
  on: boolean;
  /** Nothing is listed yet: followed until the first record has come. */
  awaitsFirst: boolean;
  paused: boolean;
  search: LogSearch;
  /** Event time of the newest record that is shown already. */
  newest: string | undefined;
  /** When the list was read; epoch milliseconds. */
  readAtMs: number;
}

export interface Tail {
  /** Records newer than the list, newest first. */
  newer: readonly InferenceRecord[];
  /** More came than can be followed: the list began anew with the newest. */
  restarted: boolean;
  error: Error | null;
}

/** Records newer than those shown, as they come in. */
export function useTail(params: ModelParams, options: TailOptions): Tail {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  const { search, on } = options;
  const { query } = search;
  const [newer, setNewer] = useState(NONE);
  const [restarted, setRestarted] = useState(false);
  const tail = useQuery({
    queryKey: [
      ...operationKey(operations.searchInferences, { params, query }),
      'tail',
    ],
    queryFn: async ({ signal }) => {
      const result = await readNewer({
        read: page =>
          client.call(
            operations.searchInferences,
            { params, query: page },
            { signal },
          ),
        query,
        newer,
        newest: newer[0]?.time ?? options.newest,
        readAtMs: options.readAtMs,
        pageSize: PAGE_SIZE,
      });
      if ('newer' in result) {
        return { newer: result.newer, restarted: false };
      }
      queryClient.setQueryData<InfiniteData<InferencePage>>(
        inferencePagesKey(params, search),
        { pages: [result.restart], pageParams: [undefined] },
      );
      return { newer: [], restarted: true };
    },
    enabled:
      (on || (options.awaitsFirst && newer.length === 0)) && !options.paused,
    refetchInterval: POLL_MS,
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = tail;
  useEffect(() => {
    if (data) {
      setNewer(data.newer);
      setRestarted(before => before || data.restarted);
    }
  }, [data]);
  return { newer, restarted: on && restarted, error: tail.error };
}
