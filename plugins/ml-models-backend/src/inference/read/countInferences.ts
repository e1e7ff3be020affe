import {
  InferenceHistogram,
  isAskedFor,
  looksIntoRecords,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  CountedBucket,
  InferenceCounts,
  InferenceFilter,
  InferenceLogStore,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { TrafficHistogram } from '../TrafficHistogram';

const DEFAULT_RANGE_MS = 24 * 60 * 60 * 1000;

/** Bars above a table of ordinary width. */
const BUCKETS_MAX = 60;

/** Lengths that people think in, from a second to four weeks. */
const BUCKETS_S = [
  1, 5, 15, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800,
  2_419_200,
];

export interface CountInferencesOptions {
  store: Pick<InferenceLogStore, 'count'>;
  modelRef: string;
  histogram: TrafficHistogram;
  nowMs: number;
}

type Counts = Omit<CountedBucket, 'startMs'>;
type Bucket = InferenceHistogram['buckets'][number];

const NOTHING: Counts = {
  ok: 0,
  failuresUntold: 0,
  invalidRequests: 0,
  errors: 0,
};

/** Records over time: from profiles, unless single rows have to be looked at. */
export async function countInferences(
  options: CountInferencesOptions,
  query: ParsedInferenceQuery,
): Promise<InferenceHistogram> {
  const { histogram, modelRef, nowMs } = options;
  const untilMs = query.until ? Date.parse(query.until) : nowMs;
  const fromMs = query.from
    ? Date.parse(query.from)
    : untilMs - DEFAULT_RANGE_MS;
  const { cursor, limit, ...filter } = query;
  const { environment, version, traffic, status } = filter;
  if (looksIntoRecords(query)) {
    return countRows(options, filter, { fromMs, untilMs });
  }
  return keepStatus(
    await histogram.count({
      modelRef,
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
  const buckets = histogram.buckets.map(
    ({ start, ok, failuresUntold, invalidRequests, errors }) => ({
      start,
      ...(isAskedFor('ok', status) ? { ok, failuresUntold } : { ok: 0 }),
      invalidRequests: isAskedFor('invalid', status) ? invalidRequests : 0,
      errors: isAskedFor('error', status) ? errors : 0,
    }),
  );
  return { ...histogram, buckets, ...addUp(buckets) };
}

async function countRows(
  { store, modelRef }: CountInferencesOptions,
  filter: InferenceFilter,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Promise<InferenceHistogram> {
  const bucketMs = 1000 * chooseBucketSeconds(fromMs, untilMs);
  const { buckets: counts, searchedUntil } = await store.count(modelRef, {
    ...filter,
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    bucketMs,
  });
  const buckets = fillBuckets(counts, { fromMs, untilMs, bucketMs });
  return {
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    bucketSeconds: bucketMs / 1000,
    buckets,
    ...addUp(buckets),
    searchedUntil,
  };
}

function fillBuckets(
  counts: InferenceCounts['buckets'],
  options: { fromMs: number; untilMs: number; bucketMs: number },
): Bucket[] {
  const { fromMs, untilMs, bucketMs } = options;
  const countsOf = new Map<number, Counts>();
  for (const { startMs, ...counted } of counts) {
    countsOf.set(startMs, add(countsOf.get(startMs) ?? NOTHING, counted));
  }
  const buckets: Bucket[] = [];
  for (
    let start = fromMs - (fromMs % bucketMs);
    start < untilMs;
    start += bucketMs
  ) {
    const counted = countsOf.get(start) ?? NOTHING;
    buckets.push({
      start: new Date(start).toISOString(),
      ...counted,
      failuresUntold: counted.failuresUntold || undefined,
    });
  }
  return buckets;
}

function add(one: Counts, other: Omit<Bucket, 'start'>): Counts {
  return {
    ok: one.ok + other.ok,
    failuresUntold: one.failuresUntold + (other.failuresUntold ?? 0),
    invalidRequests: one.invalidRequests + other.invalidRequests,
    errors: one.errors + other.errors,
  };
}

function chooseBucketSeconds(fromMs: number, untilMs: number): number {
  const fitting = BUCKETS_S.find(
    seconds => Math.floor((untilMs - fromMs) / 1000 / seconds) <= BUCKETS_MAX,
  );
  return fitting ?? BUCKETS_S[BUCKETS_S.length - 1];
}

function addUp(buckets: readonly Bucket[]) {
  const { ok, failuresUntold, invalidRequests, errors } = buckets.reduce(
    add,
    NOTHING,
  );
  return {
    total: ok + invalidRequests + errors,
    failuresUntold: failuresUntold || undefined,
    invalidRequests,
    errors,
  };
}
