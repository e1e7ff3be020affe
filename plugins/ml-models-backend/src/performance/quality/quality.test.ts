import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { hashValue } from '../../hashValue';
import reference from '../__fixtures__/reference-measures.json';
import { addCounts, Counts, parseCounts, stringifyCounts } from './Counts';
import { countOutcome } from './countOutcome';
import { measureCalibration } from './measureCalibration';
import { measureClasses } from './measureClasses';
import { measureQuality } from './measureQuality';
import {
  findOutcomeRule,
  guessOutcomeRules,
  Outcome,
  OutcomeRule,
} from './OutcomeRule';

const { binary, farFromZero, multiclass, regression } = reference.quality;
const REGRESSION: OutcomeRule = {
  kind: 'regression',
  target: 'y',
  output: 'y',
};

const BINARY: OutcomeRule = {
  kind: 'binary',
  target: 'late',
  output: 'late',
  positive: true,
  score: 'probability',
};

/** Measures the quality of rows of (outputs, target). */
function measure(rule: OutcomeRule, rows: [NamedValues, NamedValues][]) {
  return measureQuality(sumUp(rule, rows));
}

function sumUp(rule: OutcomeRule, rows: [NamedValues, NamedValues][]): Counts {
  const sums: Counts = new Map();
  for (const [outputs, target] of rows) {
    addCounts(sums, countOutcome(rule, outputs, target) ?? new Map());
  }
  return sums;
}

/** The measures as scikit-learn has them, to 1e-9. */
function closeTo(measures: Record<string, number>) {
  return Object.fromEntries(
    Object.entries(measures).map(([name, value]) => [
      name,
      expect.closeTo(value, 9),
    ]),
  );
}

describe('quality', () => {
  it('of a binary classifier is what scikit-learn says', () => {
    const measured = measure(
      BINARY,
      binary.actual.map((late, i) => [
        { late: binary.predicted[i] === 1, probability: binary.score[i] },
        { late: late === 1 },
      ]),
    );
    expect(measured).toMatchObject(closeTo(binary.measures));
    expect(measured.labels).toBe(binary.actual.length);
    const { rocAuc = NaN, rocAucErrorMax = NaN } = measured;
    expect(Math.abs(rocAuc - binary.exactRocAuc)).toBeLessThanOrEqual(
      rocAucErrorMax,
    );
  });

  it('of a score that was sure and wrong is what scikit-learn says, and finite', () => {
    const { logLoss } = measure(BINARY, [
      [{ late: true, probability: 1 }, { late: false }],
      [{ late: true, probability: 0.5 }, { late: true }],
    ]);
    // Clipped by the distance of 1 to the next double: two to the power of -52.
    expect(logLoss).toBeCloseTo((52 * Math.LN2 + Math.LN2) / 2, 9);
  });

  it('of a regression is what scikit-learn says', () => {
    const measured = measure(
      { kind: 'regression', target: 'delay', output: 'delay' },
      regression.actual.map((delay, i) => [
        { delay: regression.predicted[i] },
        { delay },
      ]),
    );
    expect(measured).toMatchObject(closeTo(regression.measures));
  });

  it('of a regression far from 0 is, too, in whatever order and parts it is added', () => {
    const rows = farFromZero.actual.map<[NamedValues, NamedValues]>((y, i) => [
      { y: farFromZero.predicted[i] },
      { y },
    ]);
    const windows: Counts[] = [0, 1, 2].map(part =>
      sumUp(
        REGRESSION,
        rows.filter((_, i) => i % 3 === part),
      ),
    );
    const sums: Counts = new Map();
    for (const window of windows) {
      addCounts(sums, parseCounts(stringifyCounts(window)));
    }
    expect(measureQuality(sums)).toMatchObject(closeTo(farFromZero.measures));
    // What is corrected is gone to the last bit.
    const others = sumUp(REGRESSION, [[{ y: 1e12 }, { y: 1e12 + 0.1 }]]);
    addCounts(sums, others);
    addCounts(sums, others, -1);
    expect(measureQuality(sums).r2).toBeCloseTo(farFromZero.measures.r2, 9);
    for (const window of windows) addCounts(sums, window, -1);
    expect([...sums.keys()].filter(name => name.startsWith('actual.'))).toEqual(
      [],
    );
  });

  it('goes on from plain sums that were stored before', () => {
    const stored = (center: number): Counts =>
      new Map([
        ['labels', 3],
        ['error.n', 3],
        ['actual.sum', 3 * center],
        ['actual.square', 3 * center ** 2 + 2],
      ]);
    expect(measureQuality(stored(10)).r2).toBe(1);
    const both = stored(10);
    addCounts(both, sumUp(REGRESSION, [[{ y: 11 }, { y: 14 }]]));
    // 9, 10, 11 and 14: their mean is 11, and their spread 4 + 1 + 0 + 9.
    expect(measureQuality(both).r2).toBeCloseTo(1 - 9 / 14, 12);
    // Of these rounding has left nothing to be told.
    expect(measureQuality(stored(1e6)).r2).toBeUndefined();
  });

  it('knows no spread of equal outcomes', () => {
    const quality = measure(REGRESSION, [
      [{ y: 0.1 }, { y: 0.3 }],
      [{ y: 0.2 }, { y: 0.3 }],
    ]);
    expect(quality.mae).toBeCloseTo(0.15, 12);
    expect(quality.r2).toBeUndefined();
  });

  it('of a classifier of several classes is what scikit-learn says', () => {
    const measured = measure(
      {
        kind: 'multiclass',
        target: 'class',
        output: 'class',
        classes: ['class 0', 'class 1', 'class 2'],
      },
      multiclass.actual.map((label, i) => [
        { class: `class ${multiclass.predicted[i]}` },
        { class: `class ${label}` },
      ]),
    );
    expect(measured).toMatchObject(closeTo(multiclass.measures));
  });

  it('of several classes is that of each one, and their mean', () => {
    const rule: OutcomeRule = {
      kind: 'multiclass',
      target: 'class',
      output: 'class',
      classes: ['a', 'b'],
    };
    const rows: [string, string][] = [
      ['a', 'a'],
      ['a', 'a'],
      ['b', 'a'],
      ['b', 'b'],
      ['made up', 'b'],
    ];
    const sums = sumUp(
      rule,
      rows.map(([predicted, actual]) => [
        { class: predicted },
        { class: actual },
      ]),
    );
    expect(measureClasses(sums)).toEqual([
      { label: 'a', precision: 1, recall: 2 / 3, f1: 0.8, n: 3, predicted: 2 },
      { label: 'b', precision: 0.5, recall: 0.5, f1: 0.5, n: 2, predicted: 2 },
      {
        label: 'other',
        precision: 0,
        recall: undefined,
        f1: 0,
        n: 0,
        predicted: 1,
      },
    ]);
    expect(measureQuality(sums)).toMatchObject({
      accuracy: 0.6,
      precision: 0.5,
      // A class that never was true counts as 0.
      recall: expect.closeTo((2 / 3 + 1 / 2 + 0) / 3, 9),
      samples: { accuracy: 5, precision: 5 },
    });
  });

  it('draws how often a score comes true', () => {
    const scores: [number, boolean][] = [
      [0.12, false],
      [0.18, true],
      [1, true],
    ];
    const sums = sumUp(
      BINARY,
      scores.map(([probability, late]) => [
        { late: true, probability },
        { late },
      ]),
    );
    expect(measureCalibration(sums)).toEqual([
      { lower: 0.1, upper: 0.2, meanScore: 0.15, positiveShare: 0.5, n: 2 },
      { lower: 0.9, upper: 1, meanScore: 1, positiveShare: 1, n: 1 },
    ]);
    expect(measureQuality(sums).calibrationError).toBeCloseTo(0.7 / 3, 12);
  });

  it('says how many rows each measure rests on', () => {
    const scored = (late: boolean, probability: number) => ({
      late,
      probability,
    });
    const { samples } = measure(BINARY, [
      [scored(true, 0.9), { late: true }],
      [scored(true, 0.8), { late: false }],
      [scored(false, 0.2), { late: true }],
      [{ late: false }, { late: false }],
    ]);
    expect(samples).toEqual({
      accuracy: 4,
      precision: 2,
      recall: 2,
      f1: 3,
      rocAuc: 3,
      logLoss: 3,
      brier: 3,
      calibrationError: 3,
    });
  });

  it('takes labels for the same however they are written', () => {
    const rule: OutcomeRule = { ...BINARY, positive: 1 };
    expect(
      measure(rule, [
        [{ late: true }, { late: 1 }],
        [{ late: 'True' }, { late: '1' }],
        [{ late: 0 }, { late: false }],
      ]).accuracy,
    ).toBe(1);
  });

  it('says nothing without labels', () => {
    expect(measureQuality(new Map())).toEqual({
      labels: 0,
      samples: {},
    });
  });

  it('compares hashes, and claims no more of them than whether they are the same', () => {
    const [yes, no] = [true, false].map(late => hashValue(late, 'key'));
    const measured = measure(BINARY, [
      [{ late: yes, probability: 0.9 }, { late: yes }],
      [{ late: no, probability: 0.1 }, { late: no }],
      [{ late: yes, probability: 0.6 }, { late: no }],
    ]);
    expect(measured).toEqual({
      labels: 3,
      accuracy: 2 / 3,
      samples: { accuracy: 3 },
    });
  });

  it.each(['binary', 'multiclass', 'regression'] as const)(
    'of what is %s compares no hash with what is none',
    kind => {
      const rule: OutcomeRule = { kind, target: 'y', output: 'y' };
      const hashed = hashValue(1, 'key');
      expect(countOutcome(rule, { y: 1 }, { y: hashed })).toBeUndefined();
      expect(countOutcome(rule, { y: hashed }, { y: 1 })).toBeUndefined();
    },
  );

  it('of numbers that are hashed is not measured', () => {
    const y = hashValue(1, 'key');
    expect(countOutcome(REGRESSION, { y }, { y })).toBeUndefined();
  });

  it('leaves out what cannot be compared', () => {
    expect(countOutcome(BINARY, {}, { late: true })).toBeUndefined();
    expect(countOutcome(BINARY, { late: true }, {})).toBeUndefined();
    expect(
      countOutcome(
        { kind: 'regression', target: 'constructor', output: 'delay' },
        { delay: 3 },
        {},
      ),
    ).toBeUndefined();
  });

  it.each([
    [true, 'yes'],
    [true, 'garbage'],
    [true, 7],
    [true, 0.5],
    [1, 'yes'],
    [1, ''],
    [1, ['1']],
  ])(
    'where %p is positive, takes %j neither for it nor for the other',
    (positive, late) => {
      const rule: OutcomeRule = { ...BINARY, positive };
      const outputs = { late: positive, probability: 0.9 };
      expect(countOutcome(rule, outputs, { late })).toBeUndefined();
      expect(countOutcome(rule, { late }, { late: positive })).toBeUndefined();
      expect(countOutcome(rule, { late }, { late })).toBeUndefined();
    },
  );

  it('takes any word that is not the positive one for the other', () => {
    const rule: OutcomeRule = { ...BINARY, positive: 'late' };
    expect(
      measure(rule, [
        [{ late: 'on time' }, { late: 'early' }],
        [{ late: 'late' }, { late: 'late' }],
      ]),
    ).toMatchObject({ labels: 2, accuracy: 1 });
  });

  it('leaves out what sums of would not be numbers', () => {
    const rule = { kind: 'regression', target: 'y', output: 'y' } as const;
    const predict = (y: number) => countOutcome(rule, { y }, { y: 0 });
    for (const y of [Number.MAX_VALUE, -1e154, 1e150]) {
      expect(predict(y)).toBeUndefined();
    }
    expect(countOutcome(rule, { y: 1e308 }, { y: 1e308 })).toBeUndefined();
    const stored = stringifyCounts(predict(1e140) ?? new Map());
    expect(parseCounts(stored).get('error.n')).toBe(1);
  });

  it('stores no sum that could not be read again', () => {
    expect(() => stringifyCounts(new Map([['error.sum', Infinity]]))).toThrow(
      'error.sum is Infinity',
    );
  });

  it('is as if a corrected outcome had never been', () => {
    const sums: Counts = new Map();
    const wrong = countOutcome(
      BINARY,
      { late: true, probability: 0.7 },
      { late: false },
    );
    const stored = stringifyCounts(wrong ?? new Map());
    addCounts(sums, parseCounts(stored));
    addCounts(sums, parseCounts(stored), -1);
    expect(sums.size).toBe(0);
  });
});

describe('findOutcomeRule', () => {
  it('takes a boolean target as binary, with true as positive', () => {
    const report = aModelReport({
      target: { name: 'late', output: 'late', type: 'boolean', score: 'p' },
    });
    expect(findOutcomeRule(report)).toEqual({
      kind: 'binary',
      target: 'late',
      output: 'late',
      positive: true,
      score: 'p',
    });
  });

  it('lets the task decide over classes that are numbers', () => {
    const target = { name: 'digit', output: 'digit', type: 'integer' } as const;
    expect(
      findOutcomeRule(aModelReport({ target, task: 'image-classification' })),
    ).toMatchObject({ kind: 'multiclass' });
    expect(
      findOutcomeRule(aModelReport({ target, task: 'tabular-regression' })),
    ).toMatchObject({ kind: 'regression' });
  });

  it('finds none without a target', () => {
    expect(findOutcomeRule(aModelReport())).toBeUndefined();
  });
});

describe('guessOutcomeRules', () => {
  const guessOf = (...outcomes: Outcome[]) =>
    outcomes.map(guessOutcomeRules(outcomes));

  it('pairs the output that has the name of the target', () => {
    expect(
      guessOf({
        prediction: { late: true, probability: 0.8 },
        target: { late: true },
      }),
    ).toEqual([
      { kind: 'binary', target: 'late', output: 'late', positive: true },
    ]);
  });

  it('pairs the only output with the only target', () => {
    expect(
      guessOf({ prediction: { forecast: 3 }, target: { sold: 4 } }),
    ).toEqual([{ kind: 'regression', target: 'sold', output: 'forecast' }]);
  });

  it('does not guess among several', () => {
    expect(guessOf({ prediction: { a: 1, b: 2 }, target: { c: 3 } })).toEqual([
      undefined,
    ]);
  });

  it('takes numbers for classes only where all of them are 0 and 1', () => {
    const pair = (prediction: number, target: number) => ({
      prediction: { y: prediction },
      target: { y: target },
    });
    const kindsOf = (...outcomes: Outcome[]) =>
      guessOf(...outcomes).map(rule => [rule?.kind, rule?.positive]);
    expect(kindsOf(pair(0, 1), pair(1, 1))).toEqual([
      ['binary', 1],
      ['binary', 1],
    ]);
    for (const other of [pair(0.5, 1), pair(1, 2)]) {
      expect(kindsOf(pair(0, 1), other)).toEqual([
        ['regression', undefined],
        ['regression', undefined],
      ]);
    }
  });
});
