import { binomialTail } from '../../binomialTail';
import { sureChance } from './sureChance';

/**
 * Whether a rate is above a limit, and would hardly seem so if it were not.
 *
 * @param trials - how often the version is judged anew: shares of the requests in turn
 */
export function isSurelyAbove(
  count: number,
  n: number,
  { limit, trials }: { limit: number; trials: number },
): boolean {
  return (
    limit < 1 &&
    (limit <= 0
      ? count > 0
      : binomialTail(count, n, limit) <= sureChance(trials))
  );
}
