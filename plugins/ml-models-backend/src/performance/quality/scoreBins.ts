/** Bins of score histograms, of equal width; see `fineScoreBins` for those near 0 and 1. */
export const SCORE_BINS = 100;

/** Bins of the reliability curve; the convention, and a divisor of the above. */
export const CALIBRATION_BINS = 10;

/** Names of the sums of each bin. Made once: every point of a chart asks for all. */
export const SCORE_SUMS = {
  /** Scores whose prediction came true, by bin. */
  positive: nameBins('score.positive', SCORE_BINS),
  /** Scores whose prediction did not, by bin. */
  negative: nameBins('score.negative', SCORE_BINS),
  /** Sum of the scores, by bin of the reliability curve. */
  sum: nameBins('score.sum', CALIBRATION_BINS),
};

/** @param probability - 0 to 1 */
export function scoreBinOf(probability: number): number {
  return Math.min(Math.floor(probability * SCORE_BINS), SCORE_BINS - 1);
}

/** @returns the bin of the reliability curve that a bin of the histograms is in */
export function calibrationBinOf(scoreBin: number): number {
  return Math.floor((scoreBin * CALIBRATION_BINS) / SCORE_BINS);
}

export function nameBins(name: string, bins: number): readonly string[] {
  return Array.from({ length: bins }, (_, bin) => `${name}.${bin}`);
}
