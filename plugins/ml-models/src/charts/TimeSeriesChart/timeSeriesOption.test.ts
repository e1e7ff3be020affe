import { lightTheme } from '@backstage/theme';
import { chartThemeOf } from '../chartTheme';
import { cutIntoBuckets } from '../timeBuckets';
import { TimeSeriesDrawing, timeSeriesOption } from './timeSeriesOption';

function aDrawing(change: Partial<TimeSeriesDrawing> = {}): TimeSeriesDrawing {
  return {
    theme: chartThemeOf(lightTheme),
    buckets: cutIntoBuckets({ from: 0, until: 4000, bucketMs: 1000 }),
    series: [],
    references: [],
    markers: [],
    widthPx: 464,
    yAxis: {},
    formatAxis: String,
    ...change,
  };
}

describe('timeSeriesOption', () => {
  it('stands values on the middle of their bucket and keeps gaps', () => {
    const option = timeSeriesOption(
      aDrawing({
        series: [
          { name: 'a', shape: 'bar', tone: 'ok', values: [1, null, 3, 4] },
        ],
      }),
    );
    expect(option.series).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'bar',
          stack: 'all',
          data: [
            [500, 1],
            [1500, null],
            [2500, 3],
            [3500, 4],
          ],
        }),
      ]),
    );
  });

  it('makes a point between two gaps visible', () => {
    const option = timeSeriesOption(
      aDrawing({
        series: [
          { name: 'a', shape: 'line', tone: 'ok', values: [1, null, 3, null] },
        ],
      }),
    );
    expect(option.series).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          data: expect.arrayContaining([
            { value: [2500, 3], symbol: 'circle', symbolSize: 4 },
          ]),
        }),
      ]),
    );
  });

  it('marks only the events within the range', () => {
    const option = timeSeriesOption(
      aDrawing({
        markers: [
          { time: 1000, label: 'v2', text: '' },
          { time: 5000, label: 'v3', text: '' },
        ],
      }),
    );
    expect(option.series).toEqual([
      expect.objectContaining({
        markLine: expect.objectContaining({
          data: [{ name: 'v2', xAxis: 1000 }],
        }),
      }),
    ]);
  });
});
