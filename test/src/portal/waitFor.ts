import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * @returns what `look` finds, as soon as it finds something
 * @throws Error that names `what` after `timeoutMs` (default two minutes)
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined>,
  timeoutMs = 120_000,
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
    await delay(POLL_MS);
  }
}
