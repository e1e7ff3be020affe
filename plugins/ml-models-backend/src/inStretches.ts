import { setImmediate as turn } from 'node:timers/promises';

/**
 * Goes through items a stretch at a time, and lets what waits for this thread
 * have its turn in between: an answer of the database is not kept waiting by the
 * work on some thousand items.
 *
 * @param length - of a stretch; a millisecond or two of work, since a turn costs some
 *   tens of microseconds
 */
export async function* inStretches<Item>(
  items: readonly Item[],
  length: number,
): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += length) {
    if (start > 0) await turn();
    yield items.slice(start, start + length);
  }
}
