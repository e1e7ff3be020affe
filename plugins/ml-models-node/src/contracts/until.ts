import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition.
 *
 * @param probe - asked every 10 ms
 * @param timeoutMs - default: 60,000, which only a failure takes
 * @returns the first answer for which the condition holds
 * @throws Error with the last answer when time is up
 */
export async function until<T>(
  probe: () => Promise<T> | T,
  holds: (value: T) => boolean,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (holds(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`still not so: ${JSON.stringify(value)}`);
    }
    await delay(10);
  }
}
