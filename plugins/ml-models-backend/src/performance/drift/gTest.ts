import { chiSquareTail } from './chiSquareTail';
import { BinCounts } from './jensenShannon';
import { sumExpectedTerms } from './sumExpectedTerms';

/**
 * p-value of the G-test (likelihood ratio) that two samples in the same bins
 * are of one distribution: G = 2 Σ O ln(O / E), chi-squared with k − 1 degrees
 * of freedom. Sokal and Rohlf, Biometry (1981), chapter 17.
 *
 * @returns undefined for an empty sample, or when all fell into one bin
 */
export function testByG(
  window: BinCounts,
  reference: BinCounts,
): number | undefined {
  const terms = sumExpectedTerms(window, reference, (observed, expected) =>
    observed > 0 ? 2 * observed * Math.log(observed / expected) : 0,
  );
  return terms && chiSquareTail(terms.sum, terms.degreesOfFreedom);
}
