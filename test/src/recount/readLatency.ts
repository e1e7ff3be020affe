/** Seven bits of a byte are a part of a number; the eighth says whether more follow. */
const PART = 128;

/**
 * Reads durations as profiles keep them: a tag, then numbers of variable length
 * (LEB128), which are how many follow, requests that took no time, the key of the
 * first bin (0, −1, 1, −2 … written as 0, 1, 2, 3 …), and what is in it and in the
 * bins after it.
 *
 * @returns how many there are, by the key of their bin
 */
export function readLatency(packed: Uint8Array): Map<number, number> {
  const [, zeros, first, ...bins] = readNumbers(packed.subarray(1));
  if (zeros > 0) {
    throw new Error(`${zeros} requests took no time, and none was sent so`);
  }
  const firstKey = first % 2 === 1 ? -(first + 1) / 2 : first / 2;
  return new Map(
    bins
      .map((count, index) => [firstKey + index, count] as const)
      .filter(([, count]) => count > 0),
  );
}

function readNumbers(packed: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of packed) {
    value += (byte % PART) * scale;
    scale *= PART;
    if (byte < PART) {
      numbers.push(value);
      value = 0;
      scale = 1;
    }
  }
  return numbers;
}
