import { InputError } from '@backstage/errors';
import { DAY_S, finestAt, FIVE_MINUTES_S, HOUR_S } from '../profile/WindowKey';

/** A stretch of time, cut into buckets of one length, the first at its start. */
export interface PerformanceRange {
  /** Seconds since the epoch. */
  fromS: number;
  /** Exclusive. */
  untilS: number;
  bucketS: number;
}

/** A range whose records are counted, in the windows that are kept of them. */
export interface CountedRange extends PerformanceRange {
  /**
   * Where the first window that is counted starts, in seconds since the epoch: in the
   * first bucket, which may begin before. `untilS` is where the last one ends.
   */
  sinceS: number;
}

/** @returns what to read of a range */
export function readOf({ sinceS, untilS, bucketS }: CountedRange) {
  return { fromS: sinceS, untilS, bucketS };
}

/**
 * Points that a chart of ordinary width can tell apart. All answers about a range
 * cut it by this, so that they speak of the same windows.
 */
export const POINTS_MAX = 120;

/** Lengths that people think in. */
export const BUCKETS_S = [
  FIVE_MINUTES_S,
  3 * FIVE_MINUTES_S,
  6 * FIVE_MINUTES_S,
  HOUR_S,
  3 * HOUR_S,
  6 * HOUR_S,
  12 * HOUR_S,
  DAY_S,
  2 * DAY_S,
  3 * DAY_S,
  7 * DAY_S,
  14 * DAY_S,
  28 * DAY_S,
];

const DEFAULT_RANGE_MS = 7 * DAY_S * 1000;

export interface RangeQuery {
  /** Default: 7 days before `until`. */
  from?: string;
  /** Default: now. */
  until?: string;
}

/** @throws InputError when the range ends before it begins */
export function parseRange(
  { from, until }: RangeQuery,
  nowMs: number,
): { fromMs: number; untilMs: number } {
  const untilMs = until ? Date.parse(until) : nowMs;
  const fromMs = from ? Date.parse(from) : untilMs - DEFAULT_RANGE_MS;
  if (fromMs >= untilMs) {
    throw new InputError(
      `query.from (${from}) is not before query.until (${until ?? 'now'})`,
    );
  }
  return { fromMs, untilMs };
}

/**
 * Cuts a range into buckets that start at multiples of their length, and are no
 * finer than what is kept of its beginning. What is counted begins with the window
 * that the range begins in, not with the bucket.
 *
 * @param bucketsMax - how many there may be, as far as 28 days are long enough; one
 *   that is begun at either end counts as none
 */
export function cutRange(
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  bucketsMax: number,
  nowMs: number,
): CountedRange {
  const finestS = finestAt(fromMs, nowMs);
  const bucketS =
    BUCKETS_S.find(
      length =>
        length >= finestS &&
        Math.floor(countSteps({ fromMs, untilMs }, length)) <= bucketsMax,
    ) ?? BUCKETS_S[BUCKETS_S.length - 1];
  const lastS = finestAt(untilMs, nowMs);
  return {
    ...cutInto({ fromMs, untilMs }, bucketS),
    sinceS: Math.floor(fromMs / 1000 / finestS) * finestS,
    untilS: Math.min(
      Math.ceil(untilMs / 1000 / lastS) * lastS,
      // Nothing is counted of what is still to come.
      Math.ceil(Math.max(untilMs, nowMs) / 1000),
    ),
  };
}

/** Cuts a range into buckets of a length, which start at multiples of it. */
export function cutInto(
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  bucketS: number,
): PerformanceRange {
  return {
    fromS: Math.floor(fromMs / 1000 / bucketS) * bucketS,
    untilS: Math.ceil(untilMs / 1000),
    bucketS,
  };
}

/** @returns how many steps of a length there are in a stretch of time, and the part of one */
export function countSteps(
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  lengthS: number,
): number {
  return (untilMs - fromMs) / 1000 / lengthS;
}

/** @returns where each bucket starts, in seconds since the epoch */
export function bucketStarts({
  fromS,
  untilS,
  bucketS,
}: PerformanceRange): number[] {
  const starts: number[] = [];
  for (let start = fromS; start < untilS; start += bucketS) {
    starts.push(start);
  }
  return starts;
}

export function bucketOf(
  startS: number,
  { fromS, bucketS }: PerformanceRange,
): number {
  return fromS + Math.floor((startS - fromS) / bucketS) * bucketS;
}

export function toIsoInstant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
