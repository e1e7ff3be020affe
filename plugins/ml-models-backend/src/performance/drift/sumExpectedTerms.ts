import { BinCounts, sumOf } from './jensenShannon';

/**
 * Sums a term over the cells of the table of two samples by k bins, where the
 * expected count of a cell is its row's sum × its column's ÷ the total. Bins in
 * which nothing fell are left out.
 *
 * @returns undefined for an empty sample, or when all fell into one bin
 */
export function sumExpectedTerms(
  window: BinCounts,
  reference: BinCounts,
  term: (observed: number, expected: number) => number,
): { sum: number; degreesOfFreedom: number } | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  let sum = 0;
  let occupied = 0;
  for (let i = 0; i < window.length; i += 1) {
    const both = window[i] + reference[i];
    if (both > 0) {
      occupied += 1;
      sum += term(window[i], (both * n) / (n + m));
      sum += term(reference[i], (both * m) / (n + m));
    }
  }
  return n === 0 || m === 0 || occupied < 2
    ? undefined
    : { sum: Math.max(0, sum), degreesOfFreedom: occupied - 1 };
}
