/**
 * Asks one after the other, and times each answer.
 *
 * @returns milliseconds that the share of answers took at most
 */
export async function timePercentile(
  share: number,
  times: number,
  ask: () => Promise<unknown>,
): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const startedAt = performance.now();
    await ask();
    took.push(performance.now() - startedAt);
  }
  return percentileOf(took, share);
}

/** @returns what the share of the values are at most */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}
