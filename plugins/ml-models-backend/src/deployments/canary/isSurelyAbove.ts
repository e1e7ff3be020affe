import { binomialTail } from './binomialTail';

/**
 * A version is sent back when it is surely beyond a limit: when one just at the limit
 * would do as badly with this chance at most. The lower half of 1 %, shared among 20
 * looks, so that looking often raises no more false alarms than looking once.
 */
const SURE = 0.01 / 2 / 20;

/** Whether a rate is above a limit, and would hardly seem so if it were not. */
export function isSurelyAbove(
  count: number,
  n: number,
  limit: number,
): boolean {
  return (
    limit < 1 &&
    (limit <= 0 ? count > 0 : binomialTail(count, n, limit) <= SURE)
  );
}
