import type { LimitSide } from '../../deployments/canary/ComparedQuality';
import { binomialTail } from '../../binomialTail';

/** Halvings after which nothing is left that a double tells apart. */
const HALVINGS = 53;

/**
 * Confidence limits of a proportion, exact: none of those outside would do so badly,
 * or so well, with more than the chance. Clopper and Pearson 1934,
 * https://doi.org/10.1093/biomet/26.4.404
 *
 * @param chance - of that side, 0 to 0.5
 */
export function proportionLimit(
  side: LimitSide,
  { count, n, chance }: { count: number; n: number; chance: number },
): number {
  return side === 'low'
    ? lowestOf(count, n, chance)
    : 1 - lowestOf(n - count, n, chance);
}

/** @returns the least proportion of which so many or more come with the chance */
function lowestOf(count: number, n: number, chance: number): number {
  if (count <= 0) {
    return 0;
  }
  let low = 0;
  let high = count / n;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (binomialTail(count, n, middle) < chance) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
