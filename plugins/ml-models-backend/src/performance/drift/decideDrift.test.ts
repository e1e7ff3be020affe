import fc from 'fast-check';
import reference from '../__fixtures__/reference-measures.json';
import { compileBinning } from '../binning/compileBinning';
import { chiSquareTail } from './chiSquareTail';
import { decideDrift, measureDrift } from './decideDrift';
import { measureJensenShannon } from './jensenShannon';

/** Two samples in the same bins. */
const samples = fc
  .integer({ min: 2, max: 60 })
  .chain(bins =>
    fc.tuple(
      fc.array(fc.nat({ max: 5_000 }), { minLength: bins, maxLength: bins }),
      fc.array(fc.nat({ max: 5_000 }), { minLength: bins, maxLength: bins }),
    ),
  )
  .filter(pair => pair.every(counts => counts.some(count => count > 0)));

describe('drift measures', () => {
  it.each(reference.drift)('agree with SciPy: $name', expected => {
    const measures = measureDrift(expected.window, expected.reference);
    expect(measures.jsDistance).toBeCloseTo(expected.jsDistance, 9);
    expect(measures.lInfinity).toBeCloseTo(expected.lInfinity, 12);
    expect(measures.psi).toBeCloseTo(expected.psi, 9);
    expect(relativeError(measures.gTestP, expected.gTestP)).toBeLessThan(1e-9);
    expect(relativeError(measures.chi2P, expected.chi2P)).toBeLessThan(1e-9);
  });

  it.each(reference.tails)(
    'take the tail of chi-squared as SciPy does: $x, $degreesOfFreedom',
    ({ x, degreesOfFreedom, tail }) => {
      expect(
        relativeError(chiSquareTail(x, degreesOfFreedom), tail),
      ).toBeLessThan(1e-9);
    },
  );

  it('say the same whichever sample comes first', () => {
    fc.assert(
      fc.property(samples, ([a, b]) => {
        expect(decideDrift(a, b).decision).toBe(decideDrift(b, a).decision);
        const there = measureDrift(a, b);
        const back = measureDrift(b, a);
        expect(there.jsDistance).toBeCloseTo(back.jsDistance ?? NaN, 12);
        expect(there.psi).toBeCloseTo(back.psi ?? NaN, 9);
      }),
    );
  });

  it('find nothing between a sample and a multiple of it', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 9 }), ([a], factor) => {
        const measures = measureDrift(
          a,
          a.map(count => count * factor),
        );
        expect(measures.jsDistance).toBe(0);
        expect(measures.psi).toBeCloseTo(0, 9);
        expect(measures.lInfinity).toBeCloseTo(0, 9);
        expect(measures.gTestP ?? 1).toBeCloseTo(1, 6);
      }),
    );
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(samples, ([a, b]) => {
        const measures = measureDrift(a, b);
        for (const measure of [
          measures.jsDistance,
          measures.lInfinity,
          measures.gTestP ?? 0,
          measures.chi2P ?? 0,
        ]) {
          expect(measure).toBeGreaterThanOrEqual(0);
          expect(measure).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(measures.psi).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('decideDrift', () => {
  it('calls a large shift of enough records drift', () => {
    expect(decideDrift([400, 100], [500, 500]).decision).toBe('drift');
  });

  it('calls a small shift stable, however significant it is', () => {
    const small = decideDrift([510_000, 490_000], [500_000, 500_000]);
    expect(small.measures.gTestP).toBeLessThan(1e-6);
    expect(small.decision).toBe('stable');
  });

  it('says which sample is too small to decide', () => {
    expect(decideDrift([300, 199], [500, 500])).toMatchObject({
      decision: 'unknown',
      reason: 'The range has 499 records, and 500 are needed',
    });
    expect(decideDrift([300, 300], [100, 20])).toMatchObject({
      decision: 'unknown',
      reason: 'The baseline has 120 rows, and 500 are needed',
    });
  });

  it('counts in the singular', () => {
    expect(decideDrift([1, 0], [500, 500]).reason).toBe(
      'The range has 1 record, and 500 are needed',
    );
  });

  it.each([
    ['an empty window', [0, 0], [500, 500]],
    ['a window of a few', [60, 39], [500, 500]],
    ['a baseline of a few', [500, 500], [60, 39]],
  ])('measures nothing of %s', (_, window, baseline) => {
    expect(decideDrift(window, baseline).measures).toEqual({});
  });

  it('measures what is too little to decide, where chance is small', () => {
    const { decision, measures } = decideDrift([60, 40], [500, 500]);
    expect(decision).toBe('unknown');
    expect(measures.psi).toBeGreaterThan(0);
  });
});

describe('measures of numbers in bins', () => {
  /** Few different values, many of them on an edge. */
  const numbers = fc.array(fc.integer({ min: -3, max: 13 }), {
    minLength: 1,
    maxLength: 80,
  });
  const EDGES = [0, 1, 4, 5, 9, 10];

  it('are within their bound of those of the values themselves', () => {
    const findBin = compileBinning({
      name: 'x',
      role: 'input',
      type: 'numeric',
      edges: EDGES,
    });
    const count = (values: number[]) => {
      const counts = new Float64Array(EDGES.length + 3);
      values.forEach(value => (counts[findBin(value)] += 1));
      return counts;
    };
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const measures = measureDrift(count(a), count(b), EDGES);
        const { ks = NaN, ksErrorMax = NaN } = measures;
        const exactKs = exactDistance(a, b).largest;
        expect(exactKs).toBeGreaterThanOrEqual(ks - 1e-12);
        expect(exactKs).toBeLessThanOrEqual(ks + ksErrorMax + 1e-12);
        const { wassersteinMin = NaN, wassersteinErrorMax } = measures;
        expect(exactDistance(a, b).area).toBeGreaterThanOrEqual(
          wassersteinMin - 1e-12,
        );
        const isAllInside = [...a, ...b].every(value => value === clip(value));
        expect(wassersteinErrorMax !== undefined).toBe(isAllInside);
        const inside = [a, b].map(values => values.map(clip));
        const ofInside = measureDrift(
          count(inside[0]),
          count(inside[1]),
          EDGES,
        );
        const { wasserstein = NaN, wassersteinErrorMax: errorMax = NaN } =
          ofInside;
        const exactArea = exactDistance(inside[0], inside[1]).area;
        expect(Math.abs(exactArea - wasserstein)).toBeLessThanOrEqual(
          errorMax + 1e-12,
        );
        expect(exactArea).toBeGreaterThanOrEqual(
          (ofInside.wassersteinMin ?? NaN) - 1e-12,
        );
      }),
    );
  });

  it.each([
    ['below', [20, 80, 0, 0], [0, 100, 0, 0]],
    ['above', [0, 80, 0, 20], [0, 100, 0, 0]],
    ['above, of the baseline', [0, 100, 0, 0], [0, 80, 0, 20]],
  ])('have no bound of Wasserstein where values lie %s', (_, a, b) => {
    const measures = measureDrift(a, b, [0, 1, 2]);
    expect(measures.wassersteinErrorMax).toBeUndefined();
    expect(measures.wassersteinMin).toBeLessThanOrEqual(
      measures.wasserstein ?? NaN,
    );
    const inside = measureDrift([0, 80, 20, 0], [0, 100, 0, 0], [0, 1, 2]);
    expect(inside.wassersteinErrorMax).toBeGreaterThan(0);
  });

  it('are not smaller by Wasserstein than what lies on the nearest edge makes', () => {
    // A fifth has gone from below 1 to above 2, at least one away.
    const { wassersteinMin } = measureDrift(
      [0, 80, 0, 20],
      [0, 100, 0, 0],
      [0, 1, 2],
    );
    expect(wassersteinMin).toBeCloseTo(0.2, 12);
  });

  it('are exact where each bin holds one value', () => {
    const { ks } = measureDrift(
      [0, 8, 2, 0, 0, 0],
      [0, 2, 8, 0, 0, 0],
      [0, 1, 1],
    );
    expect(ks).toBeCloseTo(0.6, 12);
  });

  it('are left out for what is no number', () => {
    expect(decideDrift([400, 100], [500, 500]).measures.ks).toBeUndefined();
  });

  function clip(value: number) {
    return Math.min(Math.max(value, EDGES[0]), EDGES[EDGES.length - 1]);
  }

  /** Largest difference of, and area between, the cumulative shares. */
  function exactDistance(a: number[], b: number[]) {
    const points = [...new Set([...a, ...b])].sort((x, y) => x - y);
    const share = (values: number[], limit: number) =>
      values.filter(value => value <= limit).length / values.length;
    const gaps = points.map(x => Math.abs(share(a, x) - share(b, x)));
    return {
      largest: Math.max(...gaps),
      area: points
        .slice(1)
        .reduce((sum, x, i) => sum + gaps[i] * (x - points[i]), 0),
    };
  }
});

describe('measureJensenShannon', () => {
  it('is 1 for large samples with nothing in common', () => {
    const nothingInCommon = measureJensenShannon([1e9, 0], [0, 1e9]);
    expect(nothingInCommon).toBeCloseTo(1, 6);
  });
});

/** @returns the error as a share of the value: a p-value may be as small as 1e-300 */
function relativeError(actual: number | undefined, expected: number): number {
  return expected === 0
    ? actual ?? NaN
    : Math.abs((actual ?? NaN) / expected - 1);
}
