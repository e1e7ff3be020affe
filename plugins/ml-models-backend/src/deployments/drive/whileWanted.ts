import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentCancelledError } from './DeploymentError';

/** On whose behalf something is waited for. */
export interface Waiter {
  readonly options: { timing: { pollMs: number } };
  readonly signal: AbortSignal;
  /**
   * Looked at meanwhile. Absent: it is to be done whoever cancels.
   *
   * @throws DeploymentCancelledError
   */
  assertNotCancelled?(): Promise<unknown>;
}

/**
 * Waits for what may never come, until this process stops or somebody cancels. What
 * comes after that, an error too, is nobody's any more.
 *
 * @param act - is told by the signal that nobody waits for it any more
 * @throws DeploymentCancelledError, AbortError
 */
export async function whileWanted<Result>(
  waiter: Waiter,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  waiter.signal.throwIfAborted();
  const over = new AbortController();
  const end = () => over.abort();
  waiter.signal.addEventListener('abort', end);
  try {
    return await Promise.race([
      act(over.signal),
      untilUnwanted(waiter, over.signal),
    ]);
  } finally {
    waiter.signal.removeEventListener('abort', end);
    end();
  }
}

async function untilUnwanted(
  waiter: Waiter,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    await sleep(waiter.options.timing.pollMs, undefined, { signal });
    try {
      await waiter.assertNotCancelled?.();
    } catch (error) {
      if (error instanceof DeploymentCancelledError) {
        throw error;
      }
      // A database that is away for a moment: no reason to give up the answer.
    }
  }
}
