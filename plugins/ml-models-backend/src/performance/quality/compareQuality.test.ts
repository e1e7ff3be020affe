import { compareQuality } from './compareQuality';
import { measureQuality } from './measureQuality';
import { proportionLimit } from './proportionLimit';

const CHANCE = 0.00025;
const LIMITS = ['low', 'high'] as const;
const BINARY = new Map([
  ['binary.tp', 60],
  ['binary.fp', 20],
  ['binary.fn', 20],
  ['binary.tn', 900],
]);

describe('compareQuality', () => {
  it('tells of two classes by F1, whose limits follow from a proportion', () => {
    const [f1, ...others] = compareQuality(BINARY, new Map());
    expect(others).toEqual([]);
    expect(f1).toMatchObject({
      measure: 'f1',
      higherIsBetter: true,
      candidate: { value: expect.closeTo(0.75), n: 100 },
      live: { value: undefined, n: 0 },
    });
    expect(measureQuality(BINARY).f1).toBeCloseTo(0.75);
    const [low, high] = LIMITS.map(side => f1.candidate.limitOn(side, CHANCE));
    const [least, most] = LIMITS.map(side =>
      proportionLimit(side, { count: 60, n: 100, chance: CHANCE }),
    );
    expect(low).toBeCloseTo((2 * least) / (1 + least));
    expect(high).toBeCloseTo((2 * most) / (1 + most));
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(0.86);
  });

  it('tells of several classes by accuracy', () => {
    const live = new Map([
      ['class.correct', 90],
      ['class.wrong', 10],
    ]);
    expect(compareQuality(new Map(), live)).toMatchObject([
      {
        measure: 'accuracy',
        candidate: { value: undefined, n: 0 },
        live: { value: 0.9, n: 100 },
      },
    ]);
  });

  it('tells of numbers by the mean absolute error', () => {
    const sums = new Map([
      ['error.n', 100],
      ['error.sum', -3],
      ['error.absolute', 500],
      ['error.square', 2_896],
    ]);
    const [mae] = compareQuality(sums, sums);
    expect(mae).toMatchObject({
      measure: 'mae',
      higherIsBetter: false,
      candidate: { value: 5, n: 100 },
    });
    expect(mae.live.limitOn('high', CHANCE)).toBeCloseTo(5 + 0.72, 2);
  });

  it('has nothing to tell before an outcome, nor of a kind without one', () => {
    expect(compareQuality(new Map(), new Map())).toEqual([]);
    // Nothing positive was predicted, nor came true.
    const nothing = new Map([['binary.tn', 500]]);
    expect(compareQuality(nothing, new Map())).toMatchObject([
      { measure: 'f1', candidate: { value: undefined, n: 0 } },
    ]);
  });
});
