import {
  NamedValues,
  QualityEstimate,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { isHashed } from '../../hashValue';
import { addCount, Counts } from './Counts';
import { isSameLabel } from './countOutcome';
import {
  measureCalibration,
  measureCalibrationError,
} from './measureCalibration';
import { OutcomeRule } from './OutcomeRule';
import { ratio } from './ratio';

/**
 * Scored reference rows with a target below which calibration cannot be told
 * from chance: a perfect score then has an error of 0.03 to 0.045.
 */
const CALIBRATION_ROWS_MIN = 500;

/**
 * Expected calibration error above which nothing is estimated. Where the
 * threshold lies on the edge of a bin, as 0.5 does, the estimate of the
 * reference's own accuracy is off by no more than this.
 */
const CALIBRATION_ERROR_MAX = 0.05;

/**
 * Whether the scores of a version may be taken at their word.
 *
 * @param reference - what the outcomes of its reference add up to
 */
export function isCalibrated(reference: Counts): boolean {
  const error = measureCalibrationError(measureCalibration(reference));
  return (
    (reference.get('score.n') ?? 0) >= CALIBRATION_ROWS_MIN &&
    error !== undefined &&
    error <= CALIBRATION_ERROR_MAX
  );
}

/** What one prediction says of itself. */
export interface OutcomeEstimate {
  predictsPositive: boolean;
  /** That the outcome is positive. */
  probability: number;
}

/** @returns undefined without a prediction that can be read, or a score between 0 and 1 */
export function estimateOutcome(
  { kind, output, positive = true, score }: OutcomeRule,
  prediction: NamedValues,
): OutcomeEstimate | undefined {
  if (kind !== 'binary' || score === undefined) {
    return undefined;
  }
  const find = (name: string) =>
    Object.hasOwn(prediction, name) ? prediction[name] : undefined;
  const predicted = find(output);
  const probability = find(score);
  if (
    predicted === undefined ||
    isHashed(predicted) ||
    typeof probability !== 'number' ||
    !(probability >= 0 && probability <= 1)
  ) {
    return undefined;
  }
  return { predictsPositive: isSameLabel(predicted, positive), probability };
}

/**
 * Adds to the estimate of quality, by NannyML's confidence-based performance
 * estimation: a positive prediction with score p is right with probability p, a
 * negative one with 1 − p.
 * https://nannyml.readthedocs.io/en/stable/how_it_works/performance_estimation.html
 */
export function addEstimate(
  to: Counts,
  { predictsPositive, probability }: OutcomeEstimate,
): void {
  addCount(to, 'estimate.n', 1);
  addCount(to, predictsPositive ? 'estimate.tp' : 'estimate.fn', probability);
  addCount(
    to,
    predictsPositive ? 'estimate.fp' : 'estimate.tn',
    1 - probability,
  );
}

/** @returns undefined where nothing was estimated */
export function estimateQuality(
  counts: ReadonlyMap<string, number>,
): QualityEstimate | undefined {
  const sum = (name: string) => counts.get(`estimate.${name}`) ?? 0;
  const n = sum('n');
  const [tp, fp, fn, tn] = ['tp', 'fp', 'fn', 'tn'].map(sum);
  const accuracy = ratio(tp + tn, n);
  return accuracy === undefined
    ? undefined
    : {
        accuracy,
        precision: ratio(tp, tp + fp),
        recall: ratio(tp, tp + fn),
        f1: ratio(2 * tp, 2 * tp + fp + fn),
        n,
      };
}
