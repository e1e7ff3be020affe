import {
  InferenceHistogram,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { TrafficHistogram } from '../TrafficHistogram';
import { findCandidates } from './findCandidates';
import { InferenceFilter } from './InferenceFilter';
import { looksAtRows } from './planSearch';
import { SearchedModel } from './searchInferences';

const DEFAULT_RANGE_MS = 24 * 60 * 60 * 1000;

/** Bars above a table of ordinary width. */
const BUCKETS_MAX = 60;

/** Lengths that people think in, from a second to four weeks. */
const BUCKETS_S = [
  1, 5, 15, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800,
  2_419_200,
];

export interface CountInferencesOptions {
  knex: Knex;
  model: SearchedModel;
  histogram: TrafficHistogram;
  nowMs: number;
  sliceRows?: number;
}

/** Records over time: from profiles, unless single rows have to be looked at. */
export async function countInferences(
  options: CountInferencesOptions,
  query: ParsedInferenceQuery,
): Promise<InferenceHistogram> {
  const { histogram, model, nowMs } = options;
  const untilMs = query.until ? Date.parse(query.until) : nowMs;
  const fromMs = query.from
    ? Date.parse(query.from)
    : untilMs - DEFAULT_RANGE_MS;
  const { cursor, limit, ...filter } = query;
  const { environment, version, traffic, status, ...others } = filter;
  if (looksAtRows(others)) {
    return countRows(options, filter, { fromMs, untilMs });
  }
  return keepStatus(
    await histogram.count({
      modelRef: model.modelRef,
      environment,
      version,
      traffic,
      fromMs,
      untilMs,
    }),
    status,
  );
}

function keepStatus(
  histogram: InferenceHistogram,
  status: ParsedInferenceQuery['status'],
): InferenceHistogram {
  const buckets = histogram.buckets.map(({ start, ok, errors }) => ({
    start,
    ok: status === 'error' ? 0 : ok,
    errors: status === 'ok' ? 0 : errors,
  }));
  return { ...histogram, buckets, ...addUp(buckets) };
}

async function countRows(
  { knex, model, sliceRows }: CountInferencesOptions,
  filter: InferenceFilter,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Promise<InferenceHistogram> {
  const { candidates, sliceEnd } = await findCandidates(
    { knex, modelKey: model.modelKey, sliceRows, readsAll: true },
    {
      ...filter,
      from: new Date(fromMs).toISOString(),
      until: new Date(untilMs).toISOString(),
    },
  );
  const bucketMs = 1000 * chooseBucketSeconds(fromMs, untilMs);
  const rows: CountedRow[] = await knex
    .from(candidates.all(['time_ms', 'failed']).as('found'))
    .groupBy('start_ms', 'failed')
    .select(
      knex.raw('time_ms - time_ms % ? AS start_ms', [bucketMs]),
      'failed',
      knex.raw('count(*) AS records'),
    );
  const buckets = fillBuckets(rows, { fromMs, untilMs, bucketMs });
  return {
    bucketSeconds: bucketMs / 1000,
    buckets,
    ...addUp(buckets),
    searchedUntil: sliceEnd && new Date(sliceEnd.timeMs).toISOString(),
  };
}

interface CountedRow {
  start_ms: number | string;
  failed: boolean | number;
  records: number | string;
}

function fillBuckets(
  rows: readonly CountedRow[],
  options: { fromMs: number; untilMs: number; bucketMs: number },
): InferenceHistogram['buckets'] {
  const { fromMs, untilMs, bucketMs } = options;
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = `${Number(row.start_ms)} ${Boolean(row.failed)}`;
    counts.set(key, Number(row.records));
  }
  const buckets: InferenceHistogram['buckets'] = [];
  for (
    let start = fromMs - (fromMs % bucketMs);
    start < untilMs;
    start += bucketMs
  ) {
    buckets.push({
      start: new Date(start).toISOString(),
      ok: counts.get(`${start} false`) ?? 0,
      errors: counts.get(`${start} true`) ?? 0,
    });
  }
  return buckets;
}

function chooseBucketSeconds(fromMs: number, untilMs: number): number {
  const fitting = BUCKETS_S.find(
    seconds => (untilMs - fromMs) / 1000 / seconds <= BUCKETS_MAX,
  );
  return fitting ?? BUCKETS_S[BUCKETS_S.length - 1];
}

function addUp(buckets: InferenceHistogram['buckets']) {
  const errors = buckets.reduce((sum, bucket) => sum + bucket.errors, 0);
  const ok = buckets.reduce((sum, bucket) => sum + bucket.ok, 0);
  return { total: ok + errors, errors };
}
