import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @param promise - goes on, however long it takes
 * @returns undefined if it takes longer
 * @throws what the promise is rejected with by then
 */
export async function within<Value>(
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const settled = new AbortController();
  const tooLong = sleep(ms, undefined, { signal: settled.signal });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    settled.abort();
  }
}
