import { binomialTail } from '../../binomialTail';
import { sureChance } from './sureChance';

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
  return (
    limit < 1 &&
    (limit <= 0
      ? count > 0
      : binomialTail(count, n, limit) <= sureChance(steps))
  );
}
