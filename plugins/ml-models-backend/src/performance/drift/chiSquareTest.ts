import { chiSquareTail } from './chiSquareTail';
import { BinCounts } from './jensenShannon';
import { sumExpectedTerms } from './sumExpectedTerms';

/**
 * p-value of Pearson's chi-squared test that two samples in the same bins are
 * of one distribution: Σ (O − E)² / E, with k − 1 degrees of freedom.
 * Pearson, Philosophical Magazine 50 (1900) 157.
 *
 * @returns undefined for an empty sample, or when all fell into one bin
 */
export function testByChiSquare(
  window: BinCounts,
  reference: BinCounts,
): number | undefined {
  const terms = sumExpectedTerms(
    window,
    reference,
    (observed, expected) => (observed - expected) ** 2 / expected,
  );
  return terms && chiSquareTail(terms.sum, terms.degreesOfFreedom);
}
