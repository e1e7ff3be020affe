import { findCutBin, FINE_SCORE_SUMS } from './fineScoreBins';
import { SCORE_BINS, SCORE_SUMS } from './scoreBins';

type Counts = ReadonlyMap<string, number>;

export interface RocAuc {
  value: number;
  /** How far the area of the scores themselves can be from `value`. */
  errorMax: number;
}

/**
 * Area under the ROC curve as the share of pairs in the right order (Mann and
 * Whitney 1947). Of pairs in the same bin nothing tells the order: they count half,
 * and the area is off by half of their share if all of them are in one order. No
 * narrower bound holds for all scores.
 *
 * @param counts - see `countOutcome`
 * @returns undefined without a positive and a negative
 */
export function measureRocAuc(counts: Counts): RocAuc | undefined {
  let positives = 0;
  let negatives = 0;
  let ordered = 0;
  let untold = 0;
  for (let bin = 0; bin < SCORE_BINS; bin += 1) {
    const positive = counts.get(SCORE_SUMS.positive[bin]) ?? 0;
    const negative = counts.get(SCORE_SUMS.negative[bin]) ?? 0;
    if (positive > 0) {
      const within = comparePairs(counts, bin);
      ordered += positive * negatives + within.ordered;
      untold += positive * negative - within.told;
    }
    positives += positive;
    negatives += negative;
  }
  const pairs = positives * negatives;
  return pairs > 0
    ? { value: (ordered + untold / 2) / pairs, errorMax: untold / 2 / pairs }
    : undefined;
}

/**
 * Pairs in one bin of the histograms whose order finer bins tell. Scores of before
 * there were any are in none, and no pair with one of them is among these.
 */
function comparePairs(
  counts: Counts,
  bin: number,
): { told: number; ordered: number } {
  const cut = findCutBin(bin);
  let positives = 0;
  let negatives = 0;
  let ordered = 0;
  let same = 0;
  const end = cut ? cut.first + cut.edges.length + 1 : 0;
  for (let fine = cut?.first ?? 0; fine < end; fine += 1) {
    const positive = counts.get(FINE_SCORE_SUMS.positive[fine]) ?? 0;
    const negative = counts.get(FINE_SCORE_SUMS.negative[fine]) ?? 0;
    ordered += positive * negatives;
    same += positive * negative;
    positives += positive;
    negatives += negative;
  }
  return { told: positives * negatives - same, ordered };
}
