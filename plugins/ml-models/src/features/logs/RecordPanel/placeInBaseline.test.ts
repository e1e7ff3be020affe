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
      measures: {},
      n: 0,
      baselineN: 0,
    },
    bins: bins.map(bin => ({ label: '', count: 0, ...bin })),
  });
}

const numeric = aDistribution('numeric', [
  { kind: 'underflow', lower: null, upper: 0, baselineCount: 0 },
  { kind: 'bin', lower: 0, upper: 100, baselineCount: 50 },
  { kind: 'bin', lower: 100, upper: 200, baselineCount: 50 },
  { kind: 'overflow', lower: 200, upper: null, baselineCount: 0 },
  { kind: 'missing', baselineCount: 100 },
]);

const categorical = aDistribution('categorical', [
  { kind: 'bin', label: 'AA', baselineCount: 12 },
  { kind: 'bin', label: 'HA', baselineCount: 0 },
  { kind: 'other', label: 'other', baselineCount: 88 },
  { kind: 'new', label: 'new', baselineCount: 0 },
]);

describe('placeInBaseline', () => {
  it.each([
    [150, 2, 'above 75 % of the baseline', false],
    [50, 1, 'below 75 % of the baseline', false],
    [100, 2, 'above 50 % of the baseline', false],
    [199.5, 2, 'above 99.8 % of the baseline', true],
    [-5, 0, 'below all of the baseline', true],
    [5000, 3, 'above all of the baseline', true],
  ])('places the number %d', (value, bin, text, unusual) => {
    expect(placeInBaseline(numeric, value)).toEqual({ bin, text, unusual });
  });

  it('gives a missing value its own place', () => {
    expect(placeInBaseline(numeric, undefined)).toEqual({
      bin: 4,
      text: 'missing in 50 % of the baseline',
      unusual: false,
    });
  });

  it.each([
    ['AA', 0, 'so in 12 % of the baseline', false],
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
