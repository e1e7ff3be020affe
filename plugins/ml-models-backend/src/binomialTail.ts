import { logGamma } from './logGamma';

/** Terms below this share of the sum change it no more. */
const NEGLIGIBLE = 1e-17;

/**
 * How likely so many or more of `n` are, where each is one by the given chance: the
 * p value of the exact one-sided binomial test, Clopper and Pearson 1934,
 * https://doi.org/10.1093/biomet/26.4.404
 *
 * @param chance - of each, 0 to 1, both excluded
 * @returns 0 to 1
 */
export function binomialTail(count: number, n: number, chance: number): number {
  if (count <= 0) {
    return 1;
  }
  if (count > n) {
    return 0;
  }
  // Below the mean the other tail is the one that can be added up quickly.
  if (count <= n * chance) {
    return 1 - binomialTail(n - count + 1, n, 1 - chance);
  }
  const odds = chance / (1 - chance);
  let term = Math.exp(logProbability(count, n, chance));
  let sum = term;
  for (let i = count; i < n && term > sum * NEGLIGIBLE; i += 1) {
    term *= ((n - i) / (i + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

/** Of exactly so many; its exponential would underflow in between. */
function logProbability(count: number, n: number, chance: number): number {
  return (
    (n - count) * Math.log1p(-chance) +
    count * Math.log(chance) +
    logGamma(n + 1) -
    logGamma(count + 1) -
    logGamma(n - count + 1)
  );
}
