import { QualityMeasures } from '@noshelfware/backstage-plugin-ml-models-common';
import { SCORE_BINS } from './countOutcome';

/** What sums of outcomes say about a version; absent where they say nothing. */
export function measureQuality(
  counts: ReadonlyMap<string, number>,
): QualityMeasures & { labels: number } {
  const sum = (name: string) => counts.get(name) ?? 0;
  return {
    labels: sum('labels'),
    ...measureClasses(sum),
    ...measureScores(sum),
    ...measureErrors(sum),
  };
}

type Sum = (name: string) => number;

function measureClasses(sum: Sum): QualityMeasures {
  const tp = sum('binary.tp');
  const fp = sum('binary.fp');
  const tn = sum('binary.tn');
  const fn = sum('binary.fn');
  const correct = tp + tn + sum('class.correct');
  return {
    accuracy: ratio(correct, correct + fp + fn + sum('class.wrong')),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
  };
}

function measureScores(sum: Sum): QualityMeasures {
  const n = sum('score.n');
  return {
    rocAuc: measureRocAuc(sum),
    logLoss: ratio(sum('score.logLoss'), n),
    brier: ratio(sum('score.brier'), n),
  };
}

/**
 * Area under the ROC curve as the share of pairs in the right order (Mann and
 * Whitney 1947); pairs in the same bin of the histograms count half.
 */
function measureRocAuc(sum: Sum): number | undefined {
  let positives = 0;
  let negatives = 0;
  let ordered = 0;
  for (let bin = 0; bin < SCORE_BINS; bin += 1) {
    const positive = sum(`score.positive.${bin}`);
    const negative = sum(`score.negative.${bin}`);
    ordered += positive * (negatives + negative / 2);
    positives += positive;
    negatives += negative;
  }
  return ratio(ordered, positives * negatives);
}

function measureErrors(sum: Sum): QualityMeasures {
  const n = sum('error.n');
  const meanSquare = ratio(sum('error.square'), n);
  const spread = sum('actual.square') - sum('actual.sum') ** 2 / n;
  return {
    mae: ratio(sum('error.absolute'), n),
    rmse: meanSquare === undefined ? undefined : Math.sqrt(meanSquare),
    bias: ratio(sum('error.sum'), n),
    r2: n > 0 && spread > 0 ? 1 - sum('error.square') / spread : undefined,
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
