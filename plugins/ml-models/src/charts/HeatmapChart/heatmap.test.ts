import { chartTableToCsv } from '../ChartTable/chartTableData';
import { cutIntoBuckets } from '../timeBuckets';
import { heatmapTable } from './heatmap';

describe('heatmapTable', () => {
  it('names steps by their days to people, and by instants in a file', () => {
    const DAY_MS = 24 * 3_600_000;
    const from = Date.parse('2026-05-30T00:00:00.000Z');
    const table = heatmapTable(
      [{ name: 'distance', values: [0.3, null], n: [500, 0] }],
      cutIntoBuckets({ from, until: from + 2 * DAY_MS, bucketMs: DAY_MS }),
    );
    expect(table.columns[1].header).toBe('Sat 30 May UTC');
    expect(chartTableToCsv(table).split(/\r?\n/)[0]).toBe(
      'feature,2026-05-30T00:00:00.000Z,2026-05-31T00:00:00.000Z',
    );
  });
});
