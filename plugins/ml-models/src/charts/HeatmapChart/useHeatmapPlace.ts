import { useState } from 'react';
import { useChartCursor } from '../ChartCursor';
import { findBucket, TimeBuckets } from '../timeBuckets';

/** The cell under the cursor: its time is shared with the charts around. */
export function useHeatmapPlace(buckets: TimeBuckets, rowCount: number) {
  const cursor = useChartCursor();
  const [pointed, setRow] = useState<number>();
  return {
    // A filter may have left fewer rows than there were.
    row: pointed !== undefined && pointed < rowCount ? pointed : undefined,
    bucket:
      cursor.time === undefined ? undefined : findBucket(buckets, cursor.time),
    setRow,
    setBucket: (bucket: number | undefined) =>
      cursor.setTime(
        bucket === undefined
          ? undefined
          : buckets.starts[bucket] + buckets.bucketMs / 2,
      ),
  };
}
