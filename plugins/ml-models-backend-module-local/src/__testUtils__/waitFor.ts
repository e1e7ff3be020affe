import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something holds; the test's own time limit ends the waiting. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await condition())) {
    await delay(10);
  }
}
