import { InferenceHistogram } from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { LogSearch } from '../api/LogSearch';
import { ModelParams } from '../api/ModelParams';
import { useRecordCounts } from '../api/useRecordCounts';
import { countGone } from './countGone';
import { useRecords } from './useRecords';

/** Profiles, which are counted by, are written no sooner after the records. */
const PROFILED_AFTER_MS = 2_000;

interface FirstCounts {
  data: InferenceHistogram;
  /** Epoch milliseconds. */
  readAtMs: number;
}

/**
 * Of one search as long as it is mounted.
 *
 * @returns how many records of a search were counted that are not kept any more; 0
 *   until all that is kept is listed
 */
export function useGone(
  params: ModelParams,
  options: {
    search: LogSearch;
    /** The records of the search. */
    found: ReturnType<typeof useRecords>;
    tailing: boolean;
  },
): number {
  const { search, found, tailing } = options;
  const { counts } = useRecordCounts(params, search, {
    pollMs: false,
    keepPrevious: false,
  });
  // Counts that are read anew know of records that came after the list was read.
  const [first, setFirst] = useState<FirstCounts>();
  if (!first && counts.data) {
    setFirst({ data: counts.data, readAtMs: counts.dataUpdatedAt });
  }
  const { data, isFetching, hasNextPage, dataUpdatedAt } = found.pages;
  if (!first || !data || isFetching || hasNextPage || tailing) {
    return 0;
  }
  return first.readAtMs <= dataUpdatedAt + PROFILED_AFTER_MS
    ? countGone({
        query: search.query,
        counts: first.data,
        records: found.records,
      })
    : 0;
}
