import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { LogSearch } from '../api/LogSearch';
import { ModelParams } from '../api/ModelParams';
import { useInferences } from '../api/useInferences';
import { useTail } from '../api/useTail';
import { mergeRecords } from '../records/mergeRecords';

const NONE: readonly InferenceRecord[] = [];

export interface UseRecordsOptions {
  search: LogSearch;
  tailing: boolean;
  paused: boolean;
  /** Whether the range ends now, so that there can be newer records. */
  endsNow: boolean;
}

/** The records that a search has found so far: its pages, and what came since. */
export function useRecords(params: ModelParams, options: UseRecordsOptions) {
  const pages = useInferences(params, options.search);
  const loaded = pages.data?.pages;
  const older = useMemo(
    () => loaded?.flatMap(page => page.items) ?? NONE,
    [loaded],
  );
  const isEmpty = loaded !== undefined && older.length === 0;
  const tail = useTail(params, {
    on: options.tailing && !pages.isPending,
    awaitsFirst: options.endsNow && isEmpty && !pages.hasNextPage,
    paused: options.paused,
    search: options.search,
    newest: older[0]?.time,
    readAtMs: pages.dataUpdatedAt,
  });
  const records = useMemo(
    () => (tail.newer.length > 0 ? mergeRecords(tail.newer, older) : older),
    [tail.newer, older],
  );
  return {
    pages,
    records,
    /** Whether some came since the list was read. */
    arrived: tail.newer.length > 0,
    tailError: tail.error,
    tailRestarted: tail.restarted,
    searchedUntil: loaded?.[loaded.length - 1]?.searchedUntil,
  };
}
