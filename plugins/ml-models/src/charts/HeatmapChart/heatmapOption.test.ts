import { lightTheme } from '@backstage/theme';
import { chartThemeOf } from '../chartTheme';
import { cutIntoBuckets } from '../timeBuckets';
import { heatmapOption } from './heatmapOption';

describe('heatmapOption', () => {
  it('leaves gaps, and makes faint what rests on too few', () => {
    const { series } = heatmapOption({
      theme: chartThemeOf(lightTheme),
      buckets: cutIntoBuckets({ from: 0, until: 3_000, bucketMs: 1_000 }),
      rows: [{ name: 'distance', values: [0.3, null, 0.4], n: [500, 0, 499] }],
      limit: 0.1,
      leastN: 500,
      markers: [],
      rowPx: 22,
      widthPx: 400,
    });
    const [cells] = [series ?? []].flat();
    expect(cells.data).toEqual([
      [0, 0, 0.3, 1],
      [2_000, 0, 0.4, 0.4],
    ]);
  });
});
