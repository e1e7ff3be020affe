import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
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
  const BASELINE =
    'Compared with the baseline of version 3 (10K reference rows).';
  const describeAll = (
    drift: FeatureDrift[],
    change: Partial<PerformanceReport> = {},
    when = 'in the last 24 hours',
  ) =>
    describeDrift(
      aPerformanceReport({ versions: [3], drift, ...change }),
      when,
    );
  const stable = (feature: string, jsDistance: number) =>
    aFeatureDrift({ feature, decision: 'stable', measures: { jsDistance } });
  const unknown = (feature: string) =>
    aFeatureDrift({
      feature,
      decision: 'unknown',
      reason: 'The range has 12 records, and 100 are needed',
      measures: {},
      n: 12,
    });

  it('says how many features have drifted, and which is the worst', () => {
    expect(
      describeAll([
        aFeatureDrift({ feature: 'wind', measures: { jsDistance: 0.2 } }),
        aFeatureDrift({ feature: 'dep_delay', measures: { jsDistance: 0.42 } }),
        stable('carrier', 0.02),
      ]),
    ).toBe(
      `In the last 24 hours: 2 of 3 features have drifted; the worst is dep_delay, 0.42 from the baseline (drift begins at 0.1). ${BASELINE}`,
    );
  });

  it('counts none that is redacted since, and says why', () => {
    const reason = 'Redacted since this version was registered: wait';
    const redacted = (feature: string, role: FeatureDrift['role']) =>
      aFeatureDrift({
        feature,
        role,
        decision: 'unknown',
        redacted: true,
        reason,
        measures: {},
      });
    expect(
      describeAll([stable('wind', 0.02), redacted('crew', 'input')]),
    ).toContain(`1 value is not compared. ${reason}. Compared with`);
    expect(
      describeAll([redacted('crew', 'input'), redacted('late', 'output')]),
    ).toBe(
      `In the last 24 hours: 2 values are not compared. ${reason}. ${BASELINE}`,
    );
  });

  it('counts none that the model has its verdict pass over, and says so', () => {
    const month = aFeatureDrift({
      feature: 'month',
      exempt: true,
      measures: { jsDistance: 0.9 },
    });
    expect(describeAll([month, stable('carrier', 0.02)])).toMatch(
      'none of 1 feature has drifted; the furthest is carrier, 0.02 from the baseline (drift begins at 0.1). 1 more feature is not counted, as the model has it.',
    );
  });

  it('says where the verdict looks when that is another range', () => {
    expect(describeAll([stable('carrier', 0)], {}, 'in the last 30 days')).toBe(
      `In the last 30 days: none of 1 feature has drifted; it is as in the baseline. ${BASELINE} The verdict looks at what came in the last 24 hours.`,
    );
  });

  it.each([
    [[3, 2], 'version 2 is left out, choose it'],
    [[3, 2, 1], 'the 2 others are left out, choose one'],
  ])('names first the one version of %j that it is of', (versions, leftOut) => {
    const said = describeAll([stable('carrier', 0.02)], { versions });
    expect(said).toMatch(
      `Of version 3 alone, which answered most at the end of this range: ${leftOut} above to see its own. In the last 24 hours: none of 1 feature has drifted`,
    );
  });

  it('says so when none has, and how near the furthest is', () => {
    expect(describeAll([stable('carrier', 0.02), stable('wind', 0.05)])).toBe(
      `In the last 24 hours: none of 2 features has drifted; the furthest is wind, 0.05 from the baseline (drift begins at 0.1). ${BASELINE}`,
    );
  });

  it.each([
    [[0], 'none of 1 feature has drifted; it is as in the baseline.'],
    [[0, 0], 'none of 2 features has drifted; all are as in the baseline.'],
  ])('has no furthest one where nothing is off (%j)', (distances, said) => {
    expect(
      describeAll(distances.map((it, index) => stable(`f${index}`, it))),
    ).toBe(`In the last 24 hours: ${said} ${BASELINE}`);
  });

  it('says so when there is too little of everything', () => {
    expect(describeAll([unknown('carrier'), unknown('wind')])).toBe(
      `In the last 24 hours: too little to say whether any of 2 features has drifted. The range has 12 records, and 100 are needed. A longer range has more of them. ${BASELINE}`,
    );
  });

  it('tells outputs from features', () => {
    expect(
      describeAll([
        stable('carrier', 0.02),
        aFeatureDrift({ feature: 'delayed', role: 'output' }),
      ]),
    ).toContain(
      '1 of 1 output has drifted; the worst is delayed, 0.31 from the baseline',
    );
  });

  it('says what a baseline was made of, and what is unknown', () => {
    expect(
      describeAll([stable('a', 0.02), unknown('b')], {
        versions: [4],
        baseline: { version: 4, rows: 800, source: 'first-records' },
      }),
    ).toBe(
      'In the last 24 hours: none of 1 feature has drifted; the furthest is a, 0.02 from the baseline (drift begins at 0.1). 1 more feature has too little to tell. The range has 12 records, and 100 are needed. A longer range has more of them. Compared with the baseline of version 4 (it came without reference rows, so its first 800 records serve; those and what came before them are not measured).',
    );
  });

  it('says what to do where there is no baseline, or nothing to compare', () => {
    expect(describeAll([], { baseline: undefined })).toBe(
      'There is no baseline to compare with yet. It comes with the reference rows of a version’s pipeline (reports/reference.jsonl), or else is made of its first 1,000 answers.',
    );
    expect(describeAll([])).toBe(
      'Nothing was recorded in this range to compare with the baseline of version 3 (10K reference rows).',
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
