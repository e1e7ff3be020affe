import { binomialTail } from './binomialTail';

describe('binomialTail', () => {
  // scipy 1.17.1: binom.sf(count - 1, n, chance)
  it.each([
    [1, 4, 0.01, 0.03940399],
    [2, 4, 0.01, 0.00059203],
    [2, 20, 0.01, 0.01685933763565178],
    [5, 1_000, 0.01, 0.9713136000009955],
    [14, 1_000, 0.01, 0.1344351132593344],
    [30, 1_000, 0.01, 2.059988850971949e-7],
    [90, 1_000, 0.05, 9.743965305003952e-8],
    [10, 10, 0.3, 5.9048999999999975e-6],
    [600, 50_000, 0.01, 7.012055191794044e-6],
    [2_700, 50_000, 0.05, 2.5964225040220512e-5],
    [3, 1_000, 0.5, 1],
  ])('of %i in %i at %f', (count, n, chance, expected) => {
    expect(binomialTail(count, n, chance) / expected).toBeCloseTo(1, 9);
  });

  it('is sure of none or more, and of no more than all', () => {
    expect(binomialTail(0, 10, 0.3)).toBe(1);
    expect(binomialTail(11, 10, 0.3)).toBe(0);
    expect(binomialTail(0, 0, 0.3)).toBe(1);
  });
});
