import { hashValue } from '../../hashValue';
import { addCounts, Counts } from './Counts';
import { countOutcome } from './countOutcome';
import {
  addEstimate,
  estimateOutcome,
  estimateQuality,
  isCalibrated,
} from './estimateQuality';
import { measureQuality } from './measureQuality';
import { OutcomeRule } from './OutcomeRule';

const RULE: OutcomeRule = {
  kind: 'binary',
  target: 'late',
  output: 'late',
  positive: true,
  score: 'p',
};

/** Scores that come true as often as they say, and what was predicted by them. */
function calibratedRows(size: number, distortion = 1) {
  return Array.from({ length: size }, (_, i) => {
    const tenth = i % 10;
    const truth = (tenth + 0.5) / 10;
    const p = truth ** distortion;
    // Of twenty rows with the same score, this one's place says what came.
    const late = (Math.floor(i / 10) % 20) / 20 < truth;
    return { outputs: { late: p >= 0.5, p }, target: { late } };
  });
}

function count(rows: ReturnType<typeof calibratedRows>) {
  const outcomes: Counts = new Map();
  const estimates: Counts = new Map();
  for (const { outputs, target } of rows) {
    addCounts(outcomes, countOutcome(RULE, outputs, target) ?? new Map());
    const estimate = estimateOutcome(RULE, outputs);
    if (estimate) addEstimate(estimates, estimate);
  }
  return { outcomes, estimates };
}

describe('estimateQuality', () => {
  it('is the quality that comes out, where scores say what they mean', () => {
    const { outcomes, estimates } = count(calibratedRows(2_000));
    const measured = measureQuality(outcomes);
    const estimate = estimateQuality(estimates);
    expect(estimate?.n).toBe(2_000);
    for (const name of ['accuracy', 'precision', 'recall', 'f1'] as const) {
      expect(estimate?.[name]).toBeCloseTo(measured[name] ?? NaN, 2);
    }
  });

  it('is not made without a score between 0 and 1', () => {
    expect(estimateOutcome(RULE, { late: true })).toBeUndefined();
    expect(estimateOutcome(RULE, { late: true, p: 1.5 })).toBeUndefined();
    expect(estimateOutcome(RULE, { late: true, p: NaN })).toBeUndefined();
    expect(estimateOutcome(RULE, { p: 0.5 })).toBeUndefined();
    const late = hashValue(true, 'key');
    expect(estimateOutcome(RULE, { late, p: 0.5 })).toBeUndefined();
    expect(
      estimateOutcome({ ...RULE, kind: 'multiclass' }, { late: true, p: 0.5 }),
    ).toBeUndefined();
    expect(estimateQuality(new Map())).toBeUndefined();
  });
});

describe('isCalibrated', () => {
  it('believes scores that came true on the reference', () => {
    expect(isCalibrated(count(calibratedRows(500)).outcomes)).toBe(true);
  });

  it('believes neither distorted scores nor few rows', () => {
    expect(isCalibrated(count(calibratedRows(2_000, 2)).outcomes)).toBe(false);
    expect(isCalibrated(count(calibratedRows(499)).outcomes)).toBe(false);
    expect(isCalibrated(new Map())).toBe(false);
  });
});
