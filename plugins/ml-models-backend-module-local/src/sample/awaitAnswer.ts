import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 1000;

/**
 * Asks until there is an answer: anything but undefined and false.
 *
 * @throws AbortError when told to stop
 */
export async function awaitAnswer<T>(
  signal: AbortSignal,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    await delay(POLL_MS, undefined, { signal });
  }
}
