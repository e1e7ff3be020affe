import { aFeatureDistribution } from '../../../__testUtils__/builders/aFeatureDistribution';
import {
  aFeatureDrift,
  aPerformanceReport,
} from '../../../__testUtils__/builders/aPerformanceReport';
import { describeDrift } from './describeDrift';
import { DRIFT_COLUMNS, sortDrift } from './driftColumns';
import { driftHeatmap, filterDrift } from './driftRows';
import { histogramOf } from './histogramOf';

describe('sortDrift', () => {
  const drift = [
    aFeatureDrift({ feature: 'a', measures: { psi: 0.1, gTestP: 0.5 } }),
    aFeatureDrift({ feature: 'b', measures: {} }),
    aFeatureDrift({ feature: 'c', measures: { psi: 0.3, gTestP: 0.01 } }),
  ];
  const order = (header: string) => {
    const column = DRIFT_COLUMNS.find(known => known.header === header);
    return column && sortDrift(drift, column).map(({ feature }) => feature);
  };

  it('puts the worst first and what was not measured last', () => {
    expect(order('PSI')).toEqual(['c', 'a', 'b']);
    expect(order('G-test p')).toEqual(['c', 'a', 'b']);
  });
});

describe('filterDrift', () => {
  const drift = [
    aFeatureDrift({ feature: 'Distance' }),
    aFeatureDrift({ feature: 'wind', decision: 'stable' }),
  ];

  it('finds names whatever their case', () => {
    expect(filterDrift(drift, { find: ' dist ', drifted: false })).toEqual([
      drift[0],
    ]);
  });

  it('keeps only what has drifted when asked to', () => {
    expect(filterDrift(drift, { find: '', drifted: true })).toEqual([drift[0]]);
  });
});

describe('driftHeatmap', () => {
  it('puts distances on the axis of the whole range, with gaps', () => {
    const { buckets, rows } = driftHeatmap(
      aPerformanceReport({
        heatmap: {
          starts: ['2026-03-01T11:00:00.000Z'],
          bucketSeconds: 3_600,
          rows: [{ feature: 'distance', distances: [0.3], n: [400] }],
        },
      }),
    );
    expect(buckets.starts).toHaveLength(2);
    expect(rows.get('distance')).toEqual({
      name: 'distance',
      values: [null, 0.3],
      n: [0, 400],
    });
  });
});

describe('describeDrift', () => {
  it('says what a baseline was made of, and what is unknown', () => {
    expect(
      describeDrift(
        aPerformanceReport({
          baseline: { version: 4, rows: 800, source: 'first-records' },
          drift: [
            aFeatureDrift({ feature: 'a', decision: 'stable' }),
            aFeatureDrift({ feature: 'b', decision: 'unknown' }),
          ],
        }),
      ),
    ).toBe(
      'Drifted against the baseline of version 4 (it came without reference rows, so its first 800 records serve; those and what came before them are not measured): none of 2 features. 1 value had too little to say.',
    );
  });
});

describe('histogramOf', () => {
  const now = aFeatureDistribution();
  const half = aFeatureDistribution({
    bins: now.bins.map(bin => ({ ...bin, count: bin.count / 2 })),
  });

  it('leaves out what nobody is in, and lays equal bins over one another', () => {
    expect(histogramOf(now, half)).toEqual({
      otherBins: false,
      bins: [
        {
          label: '1,000 – 2,000',
          count: 100,
          baselineCount: 900,
          comparedCount: 50,
        },
        {
          label: '2,000 – 3,000',
          count: 900,
          baselineCount: 100,
          comparedCount: 450,
        },
      ],
    });
  });

  it('does not lay other bins over these', () => {
    const other = aFeatureDistribution({ bins: now.bins.slice(1) });
    const { otherBins, bins } = histogramOf(now, other);
    expect(otherBins).toBe(true);
    expect(bins[0].comparedCount).toBeUndefined();
    expect(histogramOf(now, undefined).otherBins).toBe(false);
  });
});
