import { DDSketch } from '@datadog/sketches-js';
import { addPackedCounts, countsIn, packCounts } from '../binning/packCounts';

/** Relative error of latency percentiles: 1 %. */
const LATENCY_ACCURACY = 0.01;

/** What a sketch begins with that was stored in the protobuf of its library. */
const PROTOBUF_TAG = 0x0a;
/** What a packed one begins with. */
const PACKED_TAG = 1;

/** Before the bins: requests that took no time, and where the bins begin. */
const HEADER = 2;

/** @returns of durations in milliseconds, none of them negative */
export function newLatencySketch(): DDSketch {
  return new DDSketch({ relativeAccuracy: LATENCY_ACCURACY });
}

/**
 * Packs a sketch as counts are: of a window that is some hundred bytes, where the
 * protobuf of its library has eight for every bin and for empty ones around them.
 *
 * @returns null for an empty one
 */
export function packLatency({
  count,
  zeroCount,
  store,
}: DDSketch): Buffer | null {
  if (count === 0) {
    return null;
  }
  const bins =
    store.count > 0
      ? store.bins.slice(
          store.minKey - store.offset,
          store.maxKey - store.offset + 1,
        )
      : [];
  const firstKey = store.count > 0 ? toNatural(store.minKey) : 0;
  const packed = packCounts(Float64Array.of(zeroCount, firstKey, ...bins));
  return Buffer.concat([Buffer.of(PACKED_TAG), packed]);
}

/** Adds a packed sketch to another. */
export function addPackedLatency(to: DDSketch, stored: Buffer): void {
  if (stored[0] === PROTOBUF_TAG) {
    to.merge(DDSketch.fromProto(stored));
    return;
  }
  const packed = stored.subarray(1);
  const counts = new Float64Array(countsIn(packed));
  addPackedCounts(counts, packed);
  const [zeroCount, firstKey] = counts;
  to.zeroCount += zeroCount;
  to.count += zeroCount;
  const key = toInteger(firstKey) - HEADER;
  for (let i = HEADER; i < counts.length; i += 1) {
    if (counts[i] > 0) {
      to.store.add(key + i, counts[i]);
      to.count += counts[i];
    }
  }
}

/** Keys of less than a millisecond are negative: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
function toNatural(integer: number): number {
  return integer < 0 ? -2 * integer - 1 : 2 * integer;
}

function toInteger(natural: number): number {
  return natural % 2 === 1 ? -(natural + 1) / 2 : natural / 2;
}
