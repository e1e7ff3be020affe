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
  took.sort((a, b) => a - b);
  return took[Math.ceil(share * took.length) - 1];
}
