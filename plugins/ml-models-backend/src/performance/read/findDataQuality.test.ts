import { Baseline } from '../baseline/Baseline';
import { BinningLayout } from '../binning/BinningLayout';
import { makeBinnings } from '../binning/reviseBinning';
import { findDataQuality } from './findDataQuality';
import { VersionDrift } from './VersionDrift';

const REFERENCE = Array.from({ length: 200 }, (_, i) => ({
  inputs: { distance: 100 + i, carrier: i % 2 ? 'UA' : 'DL' },
  outputs: { delayed: i % 4 === 0 },
}));

/** Findings in these rows, against a baseline of 200 flights. */
function find(
  rows: { inputs: object; outputs?: object }[],
  extraColumns = new Map<string, number>(),
) {
  const layout = new BinningLayout(
    1,
    makeBinnings(REFERENCE, { inputs: [], outputs: [] }),
  );
  const count = (counted: typeof rows) => {
    const counts = new Float64Array(layout.length);
    for (const { inputs, outputs = { delayed: true } } of counted) {
      layout.count(counts, { inputs: { ...inputs }, outputs: { ...outputs } });
    }
    return counts;
  };
  const baseline: Baseline = {
    modelRef: 'mlmodel:default/flight-delay',
    version: 3,
    revision: 1,
    source: 'reference',
    rows: REFERENCE.length,
    counts: count(REFERENCE),
    outcomes: new Map(),
  };
  const profile = { requests: rows.length, extraColumns };
  return findDataQuality(new VersionDrift(baseline, layout), {
    counts: count(rows),
    profile,
  });
}

const GOOD = { distance: 150, carrier: 'UA' };

describe('findDataQuality', () => {
  it('finds nothing in records like the baseline', () => {
    expect(find(REFERENCE)).toEqual({ findings: [], findingsTotal: 0 });
    expect(find([]).findings).toEqual([]);
  });

  it('tells a changed type and a new category, in one record already', () => {
    const { findings } = find([
      ...Array.from({ length: 398 }, () => ({ inputs: GOOD })),
      { inputs: { ...GOOD, distance: '150' } },
      { inputs: { ...GOOD, carrier: 'ZZ' } },
    ]);
    expect(findings.map(({ kind, text }) => [kind, text])).toEqual([
      [
        'new-category',
        'carrier: 1 of 400 records hold a category that the baseline has not (0.25 %, 0 % in the baseline)',
      ],
      [
        'type-mismatch',
        'distance: 1 of 400 records hold a value of another type (0.25 %, 0 % in the baseline)',
      ],
    ]);
    expect(findings[0]).toMatchObject({ version: 3, share: 0.0025, n: 400 });
  });

  it('lets single values lie outside, but not many', () => {
    const rows = (outside: number) =>
      Array.from({ length: 1_000 }, (_, i) => ({
        inputs: { ...GOOD, distance: i < outside ? 1e6 : 150 },
      }));
    expect(find(rows(10)).findings).toEqual([]);
    expect(find(rows(11)).findings).toMatchObject([
      { kind: 'out-of-range', feature: 'distance', count: 11, n: 1_000 },
    ]);
  });

  it('tells a value that is sometimes missing from a column that is gone', () => {
    const { findings } = find(
      Array.from({ length: 100 }, (_, i) => ({
        inputs: i < 30 ? { distance: 150 } : GOOD,
        outputs: {},
      })),
    );
    expect(findings).toMatchObject([
      { kind: 'missing-column', feature: 'delayed', role: 'output', share: 1 },
      { kind: 'missing', feature: 'carrier', count: 30, baselineShare: 0 },
    ]);
  });

  it('tells columns that the baseline has not', () => {
    const { findings } = find(
      Array.from({ length: 4 }, () => ({ inputs: GOOD })),
      new Map([
        ['outputs.why', 1],
        ['inputs.altitude', 3],
      ]),
    );
    expect(findings).toMatchObject([
      {
        kind: 'extra-column',
        feature: 'altitude',
        role: 'input',
        text: 'altitude: 3 of 4 records have this input, which the baseline has not (75 %)',
      },
      { feature: 'why', role: 'output', share: 0.25 },
    ]);
  });
});
