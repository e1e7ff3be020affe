import type { LimitSide } from '../../deployments/canary/ComparedQuality';
import { normalQuantile } from './normalQuantile';

/**
 * Confidence limits of a mean by Student's t, for so many values that it does not
 * matter much how they lie. Where a few of them make up most of the mean they make up
 * most of the spread as well, so that few of them are never sure.
 *
 * @param chance - of that side, 0 to 0.5
 */
export function meanLimit(
  side: LimitSide,
  {
    n,
    sum,
    squares,
    chance,
  }: { n: number; sum: number; squares: number; chance: number },
): number {
  const sign = side === 'low' ? -1 : 1;
  if (n < 2) {
    return sign * Infinity;
  }
  const mean = sum / n;
  const variance = Math.max(0, squares - n * mean ** 2) / (n - 1);
  const z = normalQuantile(chance);
  // Abramowitz and Stegun 1964, formula 26.7.5, first term: to 1 % from n = 100 on.
  const t = z + (z ** 3 + z) / (4 * (n - 1));
  return mean + sign * t * Math.sqrt(variance / n);
}
