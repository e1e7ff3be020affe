import {
  bucketMiddles,
  bucketShare,
  cutIntoBuckets,
  findBucket,
  spreadOverBuckets,
} from './timeBuckets';

const HOUR = 3_600_000;

describe('timeBuckets', () => {
  it('covers the whole range, starting at or before it', () => {
    const { starts } = cutIntoBuckets({
      from: 0.5 * HOUR,
      until: 3 * HOUR,
      bucketMs: HOUR,
    });
    expect(starts).toEqual([0, HOUR, 2 * HOUR]);
  });

  it('ends after the bucket that is still filling, and begins before the first', () => {
    expect(
      cutIntoBuckets({ from: 0.5 * HOUR, until: 2.1 * HOUR, bucketMs: HOUR }),
    ).toMatchObject({ from: 0, until: 3 * HOUR });
  });

  it('lines up with the buckets it is told of', () => {
    const { starts } = cutIntoBuckets({
      from: HOUR,
      until: 3 * HOUR,
      bucketMs: HOUR,
      alignedTo: 10.25 * HOUR,
    });
    expect(starts).toEqual([0.25 * HOUR, 1.25 * HOUR, 2.25 * HOUR]);
  });

  it('stops at a bound when the buckets are far too small', () => {
    const { starts } = cutIntoBuckets({ from: 0, until: HOUR, bucketMs: 1 });
    expect(starts).toHaveLength(5000);
  });

  it('finds the bucket of a time, and none outside', () => {
    const buckets = cutIntoBuckets({
      from: 0,
      until: 2 * HOUR,
      bucketMs: HOUR,
    });
    expect(findBucket(buckets, HOUR - 1)).toBe(0);
    expect(findBucket(buckets, HOUR)).toBe(1);
    expect(findBucket(buckets, 2 * HOUR)).toBeUndefined();
    expect(findBucket(buckets, -1)).toBeUndefined();
  });

  it('places a bucket by its middle', () => {
    const buckets = cutIntoBuckets({
      from: 0,
      until: 2 * HOUR,
      bucketMs: HOUR,
    });
    expect(bucketShare(buckets, 0)).toBe(0.25);
    expect(bucketShare(buckets, 1)).toBe(0.75);
  });

  it('places a bucket that the axis cuts by the middle of what it shows', () => {
    const buckets = {
      ...cutIntoBuckets({ from: 0, until: 30 * HOUR, bucketMs: 24 * HOUR }),
      from: 6 * HOUR,
      until: 30 * HOUR,
    };
    expect(bucketMiddles(buckets)).toEqual([15 * HOUR, 27 * HOUR]);
    expect(bucketShare(buckets, 0)).toBe(9 / 24);
    expect(bucketShare(buckets, 1)).toBe(21 / 24);
  });

  it('leaves a gap where there is no point', () => {
    const buckets = cutIntoBuckets({
      from: 0,
      until: 3 * HOUR,
      bucketMs: HOUR,
    });
    expect(
      spreadOverBuckets(buckets, [{ start: 2 * HOUR }], point => point.start),
    ).toEqual([null, null, { start: 2 * HOUR }]);
  });
});
