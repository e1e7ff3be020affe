import { binomialTail } from '../../binomialTail';

/**
 * A version is sent back when it is surely beyond a limit: when one just at the limit
 * would do as badly with this chance at most. The lower half of 1 %, shared among the
 * looks, so that looking often raises no more false alarms than looking once.
 */
const SURE = 0.01 / 2;

/** Of a step: ten while it bakes, and ten more while it has too few requests. */
const LOOKS_OF_STEP = 20;

/**
 * Whether a rate is above a limit, and would hardly seem so if it were not.
 *
 * @param steps - shares of the requests by which the version is tried in turn
 */
export function isSurelyAbove(
  count: number,
  n: number,
  { limit, steps }: { limit: number; steps: number },
): boolean {
  const sure = SURE / (LOOKS_OF_STEP * steps);
  return (
    limit < 1 &&
    (limit <= 0 ? count > 0 : binomialTail(count, n, limit) <= sure)
  );
}
