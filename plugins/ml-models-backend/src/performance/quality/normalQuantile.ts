import { chiSquareTail } from '../drift/chiSquareTail';

/** Standard deviations that next to nothing exceeds: less than 1 in 10^88. */
const LARGEST = 20;

/** Halvings after which nothing is left that a double tells apart. */
const HALVINGS = 58;

/**
 * @param chance - 0 to 0.5, both excluded
 * @returns standard deviations that a normal variable exceeds with that chance
 */
export function normalQuantile(chance: number): number {
  let low = 0;
  let high = LARGEST;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    // The square of a normal variable is chi-squared, on either side of 0.
    if (chiSquareTail(middle ** 2, 1) / 2 > chance) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
