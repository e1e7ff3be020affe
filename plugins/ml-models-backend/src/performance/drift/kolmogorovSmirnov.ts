import { BinCounts, sumOf } from './jensenShannon';

/** What bins tell of a measure of the values in them. */
export interface BoundedMeasure {
  value: number;
  /** How far the measure of the values themselves can be from `value`. */
  errorMax: number;
}

/**
 * Kolmogorov-Smirnov distance, the largest difference of two cumulative shares,
 * looked at where one bin ends and the next begins: Smirnov, Ann. Math. Statist.
 * 19 (1948) 279.
 *
 * Inside a bin the values may lie anywhere, so the difference may grow there: by
 * as much as if one sample had all of its values at the beginning of the bin
 * and the other one at its end. The exact distance is between `value` and
 * `value + errorMax`, and no narrower statement holds for all samples.
 *
 * @param window - by bins in ascending order that cover every value
 * @returns undefined for an empty sample
 */
export function measureKolmogorovSmirnov(
  window: BinCounts,
  reference: BinCounts,
): BoundedMeasure | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  if (n === 0 || m === 0) {
    return undefined;
  }
  let atEdges = 0;
  let anywhere = 0;
  let difference = 0;
  for (let i = 0; i < window.length; i += 1) {
    const p = window[i] / n;
    const q = reference[i] / m;
    anywhere = Math.max(anywhere, difference + p, q - difference);
    difference += p - q;
    atEdges = Math.max(atEdges, Math.abs(difference));
  }
  return { value: atEdges, errorMax: Math.max(0, anywhere - atEdges) };
}
