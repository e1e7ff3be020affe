import {
  InferenceHistogram,
  InferenceRecord,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { LogSearch } from '../api/LogSearch';
import { ModelParams } from '../api/ModelParams';
import { useRecordCounts } from '../api/useRecordCounts';
import { countGone } from './countGone';
import { useRecords } from './useRecords';

/**
 * List and counts are two answers, asked for at once. Counts that come much later,
 * for they were slow or failed at first, hold what came after the list was read:
 * that is new, not gone. In less than this, too little comes to tell it apart.
 */
const READ_TOGETHER_MS = 2_000;

/** What matters here of a search's records. */
export interface FoundRecords {
  pages: Pick<
    ReturnType<typeof useRecords>['pages'],
    'data' | 'isFetching' | 'hasNextPage' | 'dataUpdatedAt'
  >;
  records: readonly InferenceRecord[];
}

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
    found: FoundRecords;
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
  return first.readAtMs <= dataUpdatedAt + READ_TOGETHER_MS
    ? countGone({
        query: search.query,
        counts: first.data,
        records: found.records,
      })
    : 0;
}
