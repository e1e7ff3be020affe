/** Of the steps that hold any, so many are to hold enough; others are drawn faint. */
const STEPS_ENOUGH_SHARE = 0.75;

/**
 * Whether most steps hold enough. Their mean would mislead: a few busy hours make up
 * for no month of few records.
 *
 * @param counted - what came when, in seconds since the epoch
 * @param options.least - what is enough for a step
 * @param options.stepOf - in which step an instant lies
 */
export function mostHold(
  counted: readonly { startS: number; count: number }[],
  options: { least: number; stepOf: (startS: number) => number },
): boolean {
  const sums = new Map<number, number>();
  for (const { startS, count } of counted) {
    const step = options.stepOf(startS);
    sums.set(step, (sums.get(step) ?? 0) + count);
  }
  const held = [...sums.values()].filter(sum => sum > 0);
  const enough = held.filter(sum => sum >= options.least);
  return enough.length >= held.length * STEPS_ENOUGH_SHARE;
}
