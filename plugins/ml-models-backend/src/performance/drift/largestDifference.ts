import { BinCounts, sumOf } from './jensenShannon';

/**
 * Largest difference of any bin's share (the L∞ norm), 0 to 1: Breck et al., Data
 * Validation for Machine Learning, MLSys 2019.
 *
 * @returns undefined for an empty sample
 */
export function measureLargestDifference(
  window: BinCounts,
  reference: BinCounts,
): number | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  if (n === 0 || m === 0) {
    return undefined;
  }
  let largest = 0;
  for (let i = 0; i < window.length; i += 1) {
    largest = Math.max(largest, Math.abs(window[i] / n - reference[i] / m));
  }
  return largest;
}
