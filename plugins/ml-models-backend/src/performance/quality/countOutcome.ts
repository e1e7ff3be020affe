import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { addCount, Counts } from './Counts';
import { OutcomeRule } from './OutcomeRule';

/** Bins of score histograms: the area under the curve is then within 0.005. */
export const SCORE_BINS = 100;

/** As scikit-learn's log_loss clips probabilities of type double. */
const PROBABILITY_MIN = Number.EPSILON;

/**
 * What one outcome adds to quality.
 *
 * @returns undefined when prediction and outcome cannot be compared
 */
export function countOutcome(
  rule: OutcomeRule,
  prediction: NamedValues,
  target: NamedValues,
): Counts | undefined {
  const actual = find(target, rule.target);
  const predicted = find(prediction, rule.output);
  if (actual === undefined || predicted === undefined) {
    return undefined;
  }
  switch (rule.kind) {
    case 'binary':
      return countBinary(rule, { actual, predicted, prediction });
    case 'multiclass':
      return new Map([
        ['labels', 1],
        [isSameLabel(actual, predicted) ? 'class.correct' : 'class.wrong', 1],
      ]);
    default:
      return countRegression(actual, predicted);
  }
}

function countBinary(
  { positive = true, score }: OutcomeRule,
  {
    actual,
    predicted,
    prediction,
  }: {
    actual: RecordedValue;
    predicted: RecordedValue;
    prediction: NamedValues;
  },
): Counts {
  const isPositive = isSameLabel(actual, positive);
  const isRight = isPositive === isSameLabel(predicted, positive);
  const cell = `${isRight ? 't' : 'f'}${isPositive === isRight ? 'p' : 'n'}`;
  const counts: Counts = new Map([
    ['labels', 1],
    [`binary.${cell}`, 1],
  ]);
  const probability = score === undefined ? undefined : find(prediction, score);
  if (typeof probability === 'number' && probability >= 0 && probability <= 1) {
    countScore(counts, probability, isPositive);
  }
  return counts;
}

function countScore(
  counts: Counts,
  probability: number,
  isPositive: boolean,
): void {
  const ofActual = isPositive ? probability : 1 - probability;
  const bin = Math.min(Math.floor(probability * SCORE_BINS), SCORE_BINS - 1);
  counts.set('score.n', 1);
  counts.set(`score.${isPositive ? 'positive' : 'negative'}.${bin}`, 1);
  addCount(
    counts,
    'score.logLoss',
    -Math.log(Math.min(Math.max(ofActual, PROBABILITY_MIN), 1)),
  );
  addCount(counts, 'score.brier', (1 - ofActual) ** 2);
}

function countRegression(
  actual: RecordedValue,
  predicted: RecordedValue,
): Counts | undefined {
  if (typeof actual !== 'number' || typeof predicted !== 'number') {
    return undefined;
  }
  const error = predicted - actual;
  const counts: Counts = new Map([
    ['labels', 1],
    ['error.n', 1],
  ]);
  addCount(counts, 'error.sum', error);
  addCount(counts, 'error.absolute', Math.abs(error));
  addCount(counts, 'error.square', error ** 2);
  addCount(counts, 'actual.sum', actual);
  addCount(counts, 'actual.square', actual ** 2);
  return counts;
}

/** Labels travel as text, number or boolean: `1`, `true` and `"1"` mean the same. */
function isSameLabel(a: RecordedValue, b: RecordedValue): boolean {
  return labelOf(a) === labelOf(b);
}

function labelOf(value: RecordedValue): string {
  if (typeof value === 'boolean') {
    return value ? '1' : '0';
  }
  if (typeof value === 'object') {
    return JSON.stringify(value);
  }
  const text = String(value);
  const asBoolean: Record<string, string> = { true: '1', false: '0' };
  return Object.hasOwn(asBoolean, text.toLocaleLowerCase('en-US'))
    ? asBoolean[text.toLocaleLowerCase('en-US')]
    : text;
}

function find(values: NamedValues, name: string): RecordedValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
