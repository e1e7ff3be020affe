import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { isHashed } from '../../hashValue';
import { addCount, Counts } from './Counts';
import { addExactly } from './exactSums';
import { findFineScoreBin, FINE_SCORE_SUMS } from './fineScoreBins';
import { OutcomeRule } from './OutcomeRule';
import { calibrationBinOf, SCORE_SUMS, scoreBinOf } from './scoreBins';

/** As scikit-learn's log_loss clips probabilities of type double. */
const PROBABILITY_MIN = Number.EPSILON;

/** So small that 2^53 such addends, more than are ever counted, stay finite. */
const ADDEND_MAX = Number.MAX_VALUE / 2 ** 53;

/**
 * What one outcome adds to quality.
 *
 * @returns undefined when prediction and outcome cannot be compared, as where one of
 *   them alone is hashed or is none of the two that a binary one can be, or are so
 *   large that sums of them would not be numbers
 */
export function countOutcome(
  rule: OutcomeRule,
  prediction: NamedValues,
  target: NamedValues,
): Counts | undefined {
  const actual = find(target, rule.target);
  const predicted = find(prediction, rule.output);
  if (
    actual === undefined ||
    predicted === undefined ||
    isHashed(actual) !== isHashed(predicted)
  ) {
    return undefined;
  }
  switch (rule.kind) {
    case 'binary':
      // Of hashes nobody knows which is the positive one.
      return isHashed(actual)
        ? countClass(rule, actual, predicted)
        : countBinary(rule, { actual, predicted, prediction });
    case 'multiclass':
      return countClass(rule, actual, predicted);
    default:
      return countRegression(actual, predicted);
  }
}

/**
 * Classes are told apart as far as the reference named them, since a sender may
 * make up any number of others.
 */
function countClass(
  { classes }: OutcomeRule,
  actual: RecordedValue,
  predicted: RecordedValue,
): Counts {
  const isRight = isSameLabel(actual, predicted);
  const counts: Counts = new Map([
    ['labels', 1],
    [isRight ? 'class.correct' : 'class.wrong', 1],
  ]);
  if (classes) {
    const nameOf = (value: RecordedValue) => {
      const label = labelOf(value);
      return classes.includes(label) ? `.${label}` : '';
    };
    counts.set(`class.actual${nameOf(actual)}`, 1);
    counts.set(`class.predicted${nameOf(predicted)}`, 1);
    if (isRight) counts.set(`class.right${nameOf(actual)}`, 1);
  }
  return counts;
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
): Counts | undefined {
  if (!isEither(positive, actual) || !isEither(positive, predicted)) {
    return undefined;
  }
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

/**
 * A word is no truth value and no number, so that it is neither the positive nor the
 * other one. Where the positive one is a word, any other word is the other.
 */
function isEither(
  positive: string | boolean | number,
  value: RecordedValue,
): boolean {
  const label = labelOf(value);
  switch (typeof positive) {
    case 'boolean':
      return label === '0' || label === '1';
    case 'number':
      return label.trim() !== '' && Number.isFinite(Number(label));
    default:
      return true;
  }
}

function countScore(
  counts: Counts,
  probability: number,
  isPositive: boolean,
): void {
  const ofActual = isPositive ? probability : 1 - probability;
  const bin = scoreBinOf(probability);
  const fine = findFineScoreBin(probability);
  const side = isPositive ? 'positive' : 'negative';
  counts.set('score.n', 1);
  addCount(counts, SCORE_SUMS.sum[calibrationBinOf(bin)], probability);
  counts.set(SCORE_SUMS[side][bin], 1);
  if (fine !== undefined) counts.set(FINE_SCORE_SUMS[side][fine], 1);
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
  const canBeSummed = [...counts.values(), actual ** 2].every(
    addend => Math.abs(addend) <= ADDEND_MAX,
  );
  if (!canBeSummed) {
    return undefined;
  }
  addExactly(counts, 'actual', actual);
  return counts;
}

/** Labels travel as text, number or boolean: `1`, `true` and `"1"` mean the same. */
export function isSameLabel(a: RecordedValue, b: RecordedValue): boolean {
  return labelOf(a) === labelOf(b);
}

/** @returns one text for all that a label is written as */
export function labelOf(value: RecordedValue): string {
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
