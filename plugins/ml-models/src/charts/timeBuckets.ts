/** A stretch of time cut into equal buckets. All times in epoch milliseconds. */
export interface TimeBuckets {
  from: number;
  until: number;
  bucketMs: number;
  /** Start of each bucket, ascending, without gaps. */
  starts: readonly number[];
}

/**
 * More buckets than pixels say nothing; a wrong bucket width from outside must
 * not hang the page.
 */
const BUCKETS_MAX = 5_000;

/**
 * Cuts a range into buckets that line up with the given one, so that a bucket
 * without data is a bucket and not a shorter axis. What results begins and ends
 * with a whole bucket: else little or nothing of one that is still filling, or of
 * the first one, would be on the axis.
 *
 * @param alignedTo - start of any bucket; default: the epoch
 */
export function cutIntoBuckets(options: {
  from: number;
  until: number;
  bucketMs: number;
  alignedTo?: number;
}): TimeBuckets {
  const { from, until, bucketMs, alignedTo = 0 } = options;
  const offset = (((from - alignedTo) % bucketMs) + bucketMs) % bucketMs;
  const starts: number[] = [];
  for (
    let start = from - offset;
    start < until && starts.length < BUCKETS_MAX;
    start += bucketMs
  ) {
    starts.push(start);
  }
  const end = starts.length > 0 ? starts[starts.length - 1] + bucketMs : until;
  return {
    from: starts[0] ?? from,
    until: Math.max(until, end),
    bucketMs,
    starts,
  };
}

/** @returns index of the bucket that holds a time; undefined outside */
export function findBucket(
  buckets: TimeBuckets,
  time: number,
): number | undefined {
  if (buckets.starts.length === 0) {
    return undefined;
  }
  const index = Math.floor((time - buckets.starts[0]) / buckets.bucketMs);
  return index >= 0 && index < buckets.starts.length ? index : undefined;
}

/** @returns where on the axis a bucket's values stand, 0 to 1 */
export function bucketShare(buckets: TimeBuckets, index: number): number {
  const { from, until } = buckets;
  const share =
    (middleOf(buckets, buckets.starts[index]) - from) / (until - from);
  return Math.min(1, Math.max(0, share));
}

/** Spreads sparse points over all buckets; null where there is no point. */
export function spreadOverBuckets<T>(
  buckets: TimeBuckets,
  points: readonly T[],
  startOf: (point: T) => number,
): Array<T | null> {
  const spread: Array<T | null> = buckets.starts.map(() => null);
  for (const point of points) {
    const index = findBucket(buckets, startOf(point));
    if (index !== undefined) {
      spread[index] = point;
    }
  }
  return spread;
}

/** @returns where the values of the buckets stand on the axis */
export function bucketMiddles(buckets: TimeBuckets): number[] {
  return buckets.starts.map(start => middleOf(buckets, start));
}

/**
 * Of the part that the axis shows: an axis that is shared with shorter steps may
 * end before the middle of the last one, whose value would not be drawn at all.
 */
function middleOf({ from, until, bucketMs }: TimeBuckets, start: number) {
  return (Math.max(start, from) + Math.min(start + bucketMs, until)) / 2;
}
