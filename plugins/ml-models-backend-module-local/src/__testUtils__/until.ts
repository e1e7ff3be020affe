import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition, and fails with its last answer when it stays away. */
export async function until<T>(
  probe: () => Promise<T> | T,
  holds: (value: T) => boolean,
  timeoutMs = 20_000,
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
