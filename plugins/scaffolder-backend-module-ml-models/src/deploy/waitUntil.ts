import { setTimeout as delay } from 'node:timers/promises';

export interface WaitUntilOptions {
  condition(): Promise<boolean>;
  pollMs: number;
  timeoutMs: number;
  timeoutMessage: string;
  signal?: AbortSignal;
}

/** @throws Error with `timeoutMessage`, or the signal's reason when aborted */
export async function waitUntil(options: WaitUntilOptions): Promise<void> {
  const { condition, pollMs, timeoutMs, timeoutMessage, signal } = options;
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(timeoutMessage);
    }
    await delay(pollMs, undefined, { signal });
  }
}
