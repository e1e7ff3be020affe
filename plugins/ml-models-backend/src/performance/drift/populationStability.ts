import { BinCounts, sumOf } from './jensenShannon';

/** Share that an empty bin gets before its logarithm is taken, as in Evidently. */
const EMPTY_SHARE = 1e-4;

/**
 * Population stability index, Σ (p − q) ln(p / q). By convention stable below
 * 0.1, a significant shift from 0.25 on: Siddiqi, Credit Risk Scorecards (2006).
 *
 * @returns undefined for an empty sample
 */
export function measurePopulationStability(
  window: BinCounts,
  reference: BinCounts,
): number | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  if (n === 0 || m === 0) {
    return undefined;
  }
  let index = 0;
  for (let i = 0; i < window.length; i += 1) {
    if (window[i] + reference[i] > 0) {
      const p = window[i] / n || EMPTY_SHARE;
      const q = reference[i] / m || EMPTY_SHARE;
      index += (p - q) * Math.log(p / q);
    }
  }
  return index;
}
