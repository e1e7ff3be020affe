import { cutIntoBuckets } from '../timeBuckets';
import { TimeSeries } from './timeSeries';
import { describeValue, timeSeriesTable } from './timeSeriesTable';

const aSeries = (changes: Partial<TimeSeries>): TimeSeries => ({
  name: 'ROC AUC',
  shape: 'line',
  tone: { palette: 0 },
  values: [0.7, 0.8],
  ...changes,
});

function tableOf(series: TimeSeries) {
  const { columns, rows } = timeSeriesTable({
    buckets: cutIntoBuckets({ from: 0, until: 7_200_000, bucketMs: 3_600_000 }),
    series: [series],
    unit: 'share',
    format: String,
    formatBare: String,
  });
  return [
    columns.map(({ header }) => header),
    ...rows.map(row => row.slice(1)),
  ];
}

describe('values that may be off', () => {
  const off = aSeries({ errorMax: [null, 0.03], n: [900, 40], leastN: 500 });

  it('are told with how far', () => {
    expect([0, 1].map(index => describeValue(off, index, String))).toEqual([
      '0.7 (n = 900)',
      '0.8 ± 0.03 (n = 40, too few to judge)',
    ]);
    const alone = aSeries({ errorMax: [0.1, null] });
    expect(describeValue(alone, 0, String)).toBe('0.7 ± 0.1');
  });

  it('have a column of it in the table, where there are any', () => {
    expect(tableOf(off)).toEqual([
      ['time', 'ROC AUC', '± of ROC AUC', 'n of ROC AUC'],
      [0.7, null, 900],
      [0.8, 0.03, 40],
    ]);
    expect(tableOf(aSeries({ errorMax: [null, null] }))[0]).toEqual([
      'time',
      'ROC AUC',
    ]);
  });
});
