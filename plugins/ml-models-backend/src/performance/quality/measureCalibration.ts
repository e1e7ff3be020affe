import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import { ratio } from './ratio';
import {
  CALIBRATION_BINS,
  calibrationBinOf,
  SCORE_BINS,
  SCORE_SUMS,
} from './scoreBins';

/**
 * The reliability curve: how often what was given a score came true, in bins of
 * equal width. DeGroot and Fienberg, The Statistician 32 (1983) 12.
 *
 * @param counts - see `countOutcome`
 * @returns ascending; bins in which no score fell are left out
 */
export function measureCalibration(
  counts: ReadonlyMap<string, number>,
): CalibrationBin[] {
  const sum = (name: string) => counts.get(name) ?? 0;
  const bins = Array.from({ length: CALIBRATION_BINS }, (_, bin) => ({
    lower: bin / CALIBRATION_BINS,
    upper: (bin + 1) / CALIBRATION_BINS,
    scores: sum(SCORE_SUMS.sum[bin]),
    positives: 0,
    n: 0,
  }));
  for (let bin = 0; bin < SCORE_BINS; bin += 1) {
    const positives = sum(SCORE_SUMS.positive[bin]);
    const into = bins[calibrationBinOf(bin)];
    into.positives += positives;
    into.n += positives + sum(SCORE_SUMS.negative[bin]);
  }
  return bins
    .filter(({ n }) => n > 0)
    .map(({ lower, upper, scores, positives, n }) => ({
      lower,
      upper,
      meanScore: scores / n,
      positiveShare: positives / n,
      n,
    }));
}

/**
 * Expected calibration error: the gap between mean score and share of positives,
 * averaged over the bins by how much is in them. Naeini et al., AAAI 2015.
 *
 * @returns undefined without a scored outcome
 */
export function measureCalibrationError(
  curve: readonly CalibrationBin[],
): number | undefined {
  const gaps = curve.reduce(
    (total, { meanScore, positiveShare, n }) =>
      total + n * Math.abs(meanScore - positiveShare),
    0,
  );
  return ratio(
    gaps,
    curve.reduce((total, { n }) => total + n, 0),
  );
}
