/** The seven bits of a byte that carry a part of a number; the eighth says whether more follows. */
const PART = 128;

/** Bytes that a double without a fraction takes at most: 53 bits in parts of 7. */
const NUMBER_BYTES_MAX = 8;

/**
 * Packs counts: how many there are, then each, as numbers of variable length
 * (LEB128). Most counts of a short window are below 128 and take one byte.
 *
 * @param counts - whole numbers from 0 to 2⁵³ − 1
 */
export function packCounts(counts: Float64Array): Buffer {
  const packed = Buffer.allocUnsafe((counts.length + 1) * NUMBER_BYTES_MAX);
  let at = write(packed, 0, counts.length);
  for (let i = 0; i < counts.length; i += 1) {
    at = write(packed, at, counts[i]);
  }
  // A copy, so that the room for the longest is not kept.
  return Buffer.from(packed.subarray(0, at));
}

/** @returns how many counts are packed */
export function countsIn(packed: Buffer): number {
  let count = 0;
  let scale = 1;
  for (let at = 0; ; at += 1) {
    const byte = packed[at];
    count += (byte % PART) * scale;
    if (byte < PART) return count;
    scale *= PART;
  }
}

/**
 * Adds packed counts to others.
 *
 * @param offset - where the first of them goes
 */
export function addPackedCounts(
  counts: Float64Array,
  packed: Buffer,
  offset = 0,
): void {
  let at = 0;
  while (packed[at] >= PART) at += 1;
  at += 1;
  for (let i = offset; at < packed.length; i += 1) {
    let byte = packed[at];
    at += 1;
    let count = byte;
    let scale = 1;
    while (byte >= PART) {
      scale *= PART;
      byte = packed[at];
      at += 1;
      // The mark of the part before is taken off again: 128 of its scale.
      count += (byte - 1) * scale;
    }
    counts[i] += count;
  }
}

function write(packed: Buffer, at: number, value: number): number {
  let end = at;
  let rest = value;
  while (rest >= PART) {
    packed[end] = PART + (rest % PART);
    rest = Math.floor(rest / PART);
    end += 1;
  }
  packed[end] = rest;
  return end + 1;
}
