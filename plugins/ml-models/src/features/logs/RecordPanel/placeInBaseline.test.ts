import {
  FeatureDistribution,
  featureDistributionSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { placeInBaseline } from './placeInBaseline';

type Bin = FeatureDistribution['bins'][number];

function aDistribution(
  type: 'numeric' | 'categorical' | 'boolean',
  bins: Array<Partial<Bin> & Pick<Bin, 'kind' | 'baselineCount'>>,
): FeatureDistribution {
  return featureDistributionSchema.parse({
    feature: 'distance',
    type,
    drift: {
      feature: 'distance',
      role: 'input',
      type,
      decision: 'stable',
      distanceLimit: 0.1,
      measures: {},
      n: 0,
      baselineN: 0,
    },
    bins: bins.map(bin => ({ label: '', count: 0, ...bin })),
  });
}

const numeric = aDistribution('numeric', [
  { kind: 'underflow', lower: null, upper: 0, baselineCount: 0 },
  { kind: 'bin', lower: 0, upper: 100, baselineCount: 20 },
  { kind: 'bin', lower: 100, upper: 200, baselineCount: 20 },
  { kind: 'bin', lower: 200, upper: 300, baselineCount: 20 },
  { kind: 'bin', lower: 300, upper: 400, baselineCount: 20 },
  { kind: 'bin', lower: 400, upper: 500, baselineCount: 20 },
  { kind: 'overflow', lower: 500, upper: null, baselineCount: 0 },
  { kind: 'missing', baselineCount: 100 },
  { kind: 'mismatch', baselineCount: 0 },
]);

const categorical = aDistribution('categorical', [
  { kind: 'bin', label: 'AA', baselineCount: 12 },
  { kind: 'bin', label: 'HA', baselineCount: 0 },
  { kind: 'other', label: 'other', baselineCount: 88 },
  { kind: 'new', label: 'new', baselineCount: 0 },
]);

describe('placeInBaseline', () => {
  it.each([
    [50, 1, 'among the lowest 20 % of the baseline’s values', false],
    [100, 2, 'among the lowest 40 % of the baseline’s values', false],
    [250, 3, 'near the middle of the baseline’s values', false],
    [450, 5, 'among the highest 20 % of the baseline’s values', false],
    [500, 5, 'among the highest 20 % of the baseline’s values', false],
    [-5, 0, 'below all of the baseline’s values', true],
    [501, 6, 'above all of the baseline’s values', true],
  ])('places the number %d', (value, bin, text, unusual) => {
    expect(placeInBaseline(numeric, value)).toEqual({ bin, text, unusual });
  });

  it('tells of no tail where most of the baseline is in one bin', () => {
    const discrete = aDistribution('numeric', [
      { kind: 'underflow', lower: null, upper: 0, baselineCount: 0 },
      { kind: 'bin', lower: 0, upper: 9, baselineCount: 10 },
      { kind: 'bin', lower: 9, upper: 10, baselineCount: 90 },
      { kind: 'overflow', lower: 10, upper: null, baselineCount: 0 },
    ]);
    expect(placeInBaseline(discrete, 10)).toEqual({
      bin: 2,
      text: 'where 90 % of the baseline’s values lie',
      unusual: false,
    });
  });

  it('says so when a value is of another type', () => {
    expect(placeInBaseline(numeric, 'calm')).toEqual({
      bin: 8,
      text: 'of another type than in the baseline',
      unusual: true,
    });
  });

  it('gives a missing value its own place', () => {
    expect(placeInBaseline(numeric, undefined)).toEqual({
      bin: 7,
      text: 'missing in 50 % of the baseline’s rows',
      unusual: false,
    });
  });

  it.each([
    ['AA', 0, 'so in 12 % of the baseline’s rows', false],
    ['HA', 1, 'never so in the baseline', true],
    ['ZZ', 2, 'not among the most frequent values of the baseline', true],
  ])('places the category %s', (value, bin, text, unusual) => {
    expect(placeInBaseline(categorical, value)).toEqual({ bin, text, unusual });
  });

  it('takes an unlisted value for new when the baseline has no others', () => {
    const complete = aDistribution('boolean', [
      { kind: 'bin', label: 'true', baselineCount: 5 },
      { kind: 'new', label: 'new', baselineCount: 0 },
    ]);
    expect(placeInBaseline(complete, false)).toEqual({
      bin: 1,
      text: 'never so in the baseline',
      unusual: true,
    });
    expect(placeInBaseline(complete, true).bin).toBe(0);
  });

  it('says there is no baseline when it is empty', () => {
    const empty = aDistribution('numeric', [
      { kind: 'bin', lower: 0, upper: 1, baselineCount: 0 },
    ]);
    expect(placeInBaseline(empty, 0.5)).toEqual({
      bin: undefined,
      text: 'no baseline',
      unusual: false,
    });
  });
});
