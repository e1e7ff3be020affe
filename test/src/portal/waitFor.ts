import { setTimeout as delay } from 'node:timers/promises';

export interface WaitForOptions {
  /** Default two minutes. */
  timeoutMs?: number;
  /** Between two looks; default 50. */
  pollMs?: number;
}

/**
 * @returns what `look` finds, as soon as it finds something
 * @throws Error that names `what` once the time is up
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { timeoutMs = 120_000, pollMs = 50 }: WaitForOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`);
    }
    await delay(pollMs);
  }
}
