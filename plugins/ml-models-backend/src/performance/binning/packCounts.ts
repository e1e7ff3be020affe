const UINT32_MAX = 2 ** 32 - 1;
const UINT32_BYTES = 4;
const FLOAT64_BYTES = 8;

/**
 * Packs counts: one byte that says how many bytes a count takes, then the
 * counts, little-endian: 4 (unsigned) as long as all fit, else 8 (double).
 */
export function packCounts(counts: Float64Array): Buffer {
  const width = counts.every(count => count <= UINT32_MAX)
    ? UINT32_BYTES
    : FLOAT64_BYTES;
  const packed = Buffer.alloc(1 + counts.length * width);
  packed.writeUInt8(width, 0);
  counts.forEach((count, index) => {
    const at = 1 + index * width;
    if (width === UINT32_BYTES) {
      packed.writeUInt32LE(count, at);
    } else {
      packed.writeDoubleLE(count, at);
    }
  });
  return packed;
}

/** @returns how many counts are packed */
export function countsIn(packed: Buffer): number {
  return (packed.length - 1) / packed.readUInt8(0);
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
  const width = packed.readUInt8(0);
  const length = countsIn(packed);
  for (let i = 0; i < length; i += 1) {
    const at = 1 + i * width;
    counts[offset + i] +=
      width === UINT32_BYTES
        ? packed.readUInt32LE(at)
        : packed.readDoubleLE(at);
  }
}
