import { cutIntoBuckets } from '../timeBuckets';
import { TimeSeries } from './timeSeries';
import { describeValue, summarise, timeSeriesTable } from './timeSeriesTable';

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

describe('the chart in a sentence', () => {
  const sumUp = (changes: Partial<TimeSeries>) =>
    summarise({
      buckets: cutIntoBuckets({ from: 0, until: 4_000, bucketMs: 1_000 }),
      series: [aSeries({ ...changes, leastN: 500 })],
      markers: 0,
      format: String,
    });

  it('spans all points that are drawn, and counts those that rest on too few', () => {
    const values = [0.61, 0.7, null, 0.75];
    expect(sumUp({ values, n: [40, 900, 20, 499] })).toMatch(
      /: ROC AUC from 0\.61 to 0\.75 \(too few to judge at 2 of 3 points\)$/,
    );
    expect(sumUp({ values, n: [500, 900, 0, 500] })).toMatch(
      /: ROC AUC from 0\.61 to 0\.75$/,
    );
  });

  it('says so where no point rests on enough, and where there is none', () => {
    expect(sumUp({ values: [null, 0.7], n: [10, 40] })).toMatch(
      /: ROC AUC from 0\.7 to 0\.7 \(too few to judge at 1 of 1 point\)$/,
    );
    expect(sumUp({ values: [null, null], n: [10, 0] })).toMatch(/: no data$/);
  });
});
