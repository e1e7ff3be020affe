import { meanLimit } from './meanLimit';
import { normalQuantile } from './normalQuantile';
import { proportionLimit } from './proportionLimit';

const CHANCE = 0.00025;

describe('proportionLimit', () => {
  // scipy 1.17.1: beta.ppf(chance, count, n - count + 1), beta.isf(chance, count + 1, n - count)
  it.each([
    [90, 100, 0.7573998702996817, 0.974485301159671],
    [0, 100, 0, 0.07959408694492459],
    [100, 100, 0.9204059130550754, 1],
    [1, 40, 6.250761844139525e-6, 0.23850421675501948],
    [900_000, 1_000_000, 0.898951907114935, 0.9010413599244627],
  ])('of %i in %i', (count, n, low, high) => {
    const of = { count, n, chance: CHANCE };
    expect(proportionLimit('low', of)).toBeCloseTo(low, 9);
    expect(proportionLimit('high', of)).toBeCloseTo(high, 9);
  });
});

describe('normalQuantile', () => {
  // scipy 1.17.1: norm.isf(chance)
  it.each([
    [0.05, 1.6448536269514729],
    [CHANCE, 3.480756404346212],
    [1e-9, 5.9978070150076865],
  ])('is exceeded with the chance %f', (chance, expected) => {
    expect(normalQuantile(chance)).toBeCloseTo(expected, 9);
  });
});

describe('meanLimit', () => {
  // Mean 5, variance 4. scipy 1.17.1: t.isf(0.00025, n - 1)
  it.each([
    [100, 3.5995627145249025],
    [500, 3.5037645111772884],
  ])('is Student’s to 1 %% of %i values', (n, t) => {
    const squares = 25 * n + 4 * (n - 1);
    const sums = { n, sum: 5 * n, squares, chance: CHANCE };
    const low = meanLimit('low', sums);
    const high = meanLimit('high', sums);
    const reach = t * Math.sqrt(4 / n);
    expect((high - 5) / reach).toBeCloseTo(1, 2);
    expect((5 - low) / reach).toBeCloseTo(1, 2);
  });

  it('is none of a single value', () => {
    const single = { n: 1, sum: 5, squares: 25, chance: CHANCE };
    expect(meanLimit('low', single)).toBe(-Infinity);
    expect(meanLimit('high', single)).toBe(Infinity);
  });
});
