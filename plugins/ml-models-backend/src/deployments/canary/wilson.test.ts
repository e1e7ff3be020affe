import { wilsonLowerBound } from './wilson';

describe('wilsonLowerBound', () => {
  // scipy 1.17.1: binomtest(count, n).proportion_ci(level, method='wilson')
  it.each([
    [10, 100, 1.959963984540054, 0.05522913706067508],
    [0, 50, 1.959963984540054, 0],
    [50, 50, 1.959963984540054, 0.9286524008666412],
    [3, 1000, 2.5758293035489004, 0.0007581012310614683],
  ])('of %i in %i', (count, n, z, bound) => {
    expect(wilsonLowerBound(count, n, z)).toBeCloseTo(bound, 12);
  });

  it('is 0 where nothing was seen', () => {
    expect(wilsonLowerBound(0, 0, 3)).toBe(0);
  });
});
