import {
  InferenceHistogram,
  InferenceQuery,
  InferenceRecord,
  looksIntoRecords,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface CountGoneOptions {
  query: InferenceQuery;
  /** Counts of the query. */
  counts: InferenceHistogram;
  /** All records of the query that are kept. */
  records: readonly InferenceRecord[];
}

/**
 * @returns how many records were counted that are not kept any more. Buckets that
 *   reach beyond the range are left out, as they count what the range does not hold;
 *   0 where the counts are of single records, which count what is kept.
 */
export function countGone(options: CountGoneOptions): number {
  const { query, counts, records } = options;
  if (looksIntoRecords(query)) {
    return 0;
  }
  const fromMs = query.from ? Date.parse(query.from) : -Infinity;
  const untilMs = query.until ? Date.parse(query.until) : Infinity;
  const bucketMs = counts.bucketSeconds * 1_000;
  const whole = counts.buckets
    .map(bucket => ({ ...bucket, startMs: Date.parse(bucket.start) }))
    .filter(
      ({ startMs }) => startMs >= fromMs && startMs + bucketMs <= untilMs,
    );
  if (whole.length === 0) {
    return 0;
  }
  const counted = whole.reduce(
    (sum, { ok, invalidRequests, errors }) =>
      sum + ok + invalidRequests + errors,
    0,
  );
  const beginMs = whole[0].startMs;
  const endMs = whole[whole.length - 1].startMs + bucketMs;
  const kept = records.filter(({ time }) => {
    const timeMs = Date.parse(time);
    return timeMs >= beginMs && timeMs < endMs;
  });
  return Math.max(0, counted - kept.length);
}
