import { BinningLayout } from '../binning/BinningLayout';
import { addPackedCounts } from '../binning/packCounts';
import { StoredFeatureCounts } from './readWindows';

/** @returns what windows of a version add up to; others are passed over */
export function sumFeatureCounts(
  layout: BinningLayout,
  version: number,
  stored: readonly StoredFeatureCounts[],
): Float64Array {
  const counts = new Float64Array(layout.length);
  for (const row of stored) {
    const place = layout.chunks[row.chunk];
    if (place && row.version === version && row.revision === layout.revision) {
      addPackedCounts(counts, row.counts, place.offset);
    }
  }
  return counts;
}
