import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import data from './__fixtures__/real-data.json';
import { compileBinning } from './binning/compileBinning';
import { makeNumericEdges } from './binning/makeNumericEdges';
import { FeatureBinning } from './binning/FeatureBinning';
import { binsOf } from './binning/binsOf';
import { measureDrift } from './drift/decideDrift';
import { addCounts, Counts } from './quality/Counts';
import { countOutcome } from './quality/countOutcome';
import { findClasses } from './quality/findClasses';
import { measureQuality } from './quality/measureQuality';
import { OutcomeRule } from './quality/OutcomeRule';

const FEATURE = { name: 'x', role: 'input' } as const;

function numericBinning(edges: number[]): FeatureBinning {
  return { ...FEATURE, type: 'numeric', edges };
}

function countIn(
  binning: FeatureBinning,
  values: readonly (string | number)[],
) {
  const findBin = compileBinning(binning);
  const counts = new Float64Array(binsOf(binning).length);
  for (const value of values) {
    counts[findBin(value)] += 1;
  }
  return counts;
}

/**
 * @returns the measures that are further than 1e-9 from what is expected, of a
 *   p-value as a share of it: it may be as small as 1e-300
 */
function findDifferences(measured: object, expected: Record<string, number>) {
  const byName = new Map<string, unknown>(Object.entries(measured));
  return Object.entries(expected).filter(([name, value]) => {
    const actual = Number(byName.get(name));
    const error = name.endsWith('P') ? actual / value - 1 : actual - value;
    return !(Math.abs(error) < 1e-9);
  });
}

describe('drift measures of real data', () => {
  it.each(data.drift.numeric)(
    'are as SciPy has them on the same bins: $name',
    ({ edges, reference, window, counts, measures }) => {
      const binning = numericBinning(edges);
      const [ofWindow, ofReference] = [window, reference].map(values =>
        countIn(binning, values),
      );
      // Then come missing and other types, of which there are none.
      expect([...ofWindow]).toEqual([...counts.window, 0, 0]);
      expect([...ofReference]).toEqual([...counts.reference, 0, 0]);
      const measured = measureDrift(ofWindow, ofReference, edges);
      expect(findDifferences(measured, measures)).toEqual([]);
    },
  );

  it.each(data.drift.categorical)(
    'are as SciPy has them on the same categories: $name',
    ({ categories, reference, window, counts, measures }) => {
      const binning: FeatureBinning = {
        ...FEATURE,
        type: 'categorical',
        categories,
        others: [],
      };
      const [ofWindow, ofReference] = [window, reference].map(values =>
        countIn(binning, values),
      );
      expect(ofWindow[categories.length + 1]).toBe(counts.window.at(-1));
      const measured = measureDrift(ofWindow, ofReference);
      expect(findDifferences(measured, measures)).toEqual([]);
    },
  );

  it.each(data.drift.numeric)(
    'that bins only approximate are within their bound of the exact ones: $name',
    ({ reference, window, exact }) => {
      const edges = makeNumericEdges(reference);
      const binning = numericBinning(edges);
      const measures = measureDrift(
        countIn(binning, window),
        countIn(binning, reference),
        edges,
      );
      const { ks = NaN, ksErrorMax = NaN } = measures;
      expect(exact.ks).toBeGreaterThanOrEqual(ks - 1e-12);
      expect(exact.ks).toBeLessThanOrEqual(ks + ksErrorMax + 1e-12);
      const { wassersteinMin = NaN } = measures;
      expect(exact.wasserstein).toBeGreaterThan(wassersteinMin - 1e-9);
      const [low, high] = [edges[0], edges[edges.length - 1]];
      const clipped = measureDrift(
        countIn(
          binning,
          window.map(value => Math.min(Math.max(value, low), high)),
        ),
        countIn(binning, reference),
        edges,
      );
      const { wasserstein = NaN, wassersteinErrorMax = NaN } = clipped;
      expect(Math.abs(exact.clippedWasserstein - wasserstein)).toBeLessThan(
        wassersteinErrorMax + 1e-9,
      );
    },
  );
});

describe('quality of models of real data', () => {
  const measure = (rule: OutcomeRule, rows: [NamedValues, NamedValues][]) => {
    const sums: Counts = new Map();
    for (const [outputs, target] of rows) {
      addCounts(sums, countOutcome(rule, outputs, target) ?? new Map());
    }
    return measureQuality(sums);
  };

  it.each(data.quality.binary)(
    'is as scikit-learn has it, of a binary classifier: $name',
    ({ actual, predicted, score, measures, exactRocAuc }) => {
      const quality = measure(
        {
          kind: 'binary',
          target: 'y',
          output: 'y',
          positive: 1,
          score: 'score',
        },
        actual.map((y, i) => [{ y: predicted[i], score: score[i] }, { y }]),
      );
      expect(findDifferences(quality, measures)).toEqual([]);
      const { rocAuc = NaN, rocAucErrorMax = NaN } = quality;
      expect(Math.abs(rocAuc - exactRocAuc)).toBeLessThanOrEqual(
        rocAucErrorMax + 1e-12,
      );
      expect(rocAucErrorMax).toBeLessThan(0.01);
    },
  );

  it.each(data.quality.multiclass)(
    'is as scikit-learn has it, of several classes: $name',
    ({ actual, predicted, measures }) => {
      const rows = actual.map((y, i) => ({
        inputs: {},
        outputs: { y: predicted[i] },
        target: { y },
      }));
      const rule: OutcomeRule = {
        kind: 'multiclass',
        target: 'y',
        output: 'y',
      };
      const quality = measure(
        { ...rule, classes: findClasses(rows, rule) },
        rows.map(({ outputs, target }) => [outputs, target]),
      );
      expect(findDifferences(quality, measures)).toEqual([]);
    },
  );

  it.each(data.quality.regression)(
    'is as scikit-learn has it, of a regression: $name',
    ({ actual, predicted, measures }) => {
      const quality = measure(
        { kind: 'regression', target: 'y', output: 'y' },
        actual.map((y, i) => [{ y: predicted[i] }, { y }]),
      );
      expect(findDifferences(quality, measures)).toEqual([]);
    },
  );
});
