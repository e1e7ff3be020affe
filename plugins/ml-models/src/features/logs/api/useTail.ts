import { useApi } from '@backstage/core-plugin-api';
import {
  InferenceQuery,
  InferenceRecord,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { mergeRecords } from '../records/mergeRecords';
import { ModelParams } from './ModelParams';

const POLL_MS = 2_000;
/** The most that one answer of the HTTP API holds. */
const BURST_MAX = 500;
/** Records of several writers arrive this much out of order at most. */
const OVERLAP_MS = 10_000;

export interface TailOptions {
  on: boolean;
  paused: boolean;
  query: InferenceQuery;
  /** Event time of the newest record that is shown already. */
  newest: string | undefined;
}

/** Records newer than those shown, newest first, as they come in. */
export function useTail(params: ModelParams, options: TailOptions) {
  const client = useApi(mlModelsApiRef);
  const [newer, setNewer] = useState<InferenceRecord[]>([]);
  const newest = useRef<string>();
  newest.current = newer[0]?.time ?? options.newest;
  const input = { params, query: options.query };
  const tail = useQuery({
    queryKey: [...operationKey(operations.searchInferences, input), 'tail'],
    queryFn: ({ signal }) =>
      client.call(
        operations.searchInferences,
        {
          params,
          query: {
            ...options.query,
            from: newest.current ? earlier(newest.current) : options.query.from,
            limit: BURST_MAX,
          },
        },
        { signal },
      ),
    enabled: options.on && !options.paused,
    refetchInterval: POLL_MS,
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = tail;
  useEffect(() => {
    if (data) {
      setNewer(previous => mergeRecords(data.items, previous));
    }
  }, [data]);
  return { newer, error: tail.error };
}

function earlier(instant: string): string {
  return new Date(Date.parse(instant) - OVERLAP_MS).toISOString();
}
