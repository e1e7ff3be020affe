import { lightTheme } from '@backstage/theme';
import { chartThemeOf } from '../chartTheme';
import type { ChartOption } from '../EChart/chartOption';
import { SYMBOL_PATHS } from '../SeriesMark/seriesMark';
import { cutIntoBuckets } from '../timeBuckets';
import { INVALID_REQUESTS_LAYER } from './outcomeLayers';
import { TimeSeries } from './timeSeries';
import { TimeSeriesDrawing, timeSeriesOption } from './timeSeriesOption';

function aDrawing(change: Partial<TimeSeriesDrawing> = {}): TimeSeriesDrawing {
  return {
    theme: chartThemeOf(lightTheme),
    buckets: cutIntoBuckets({ from: 0, until: 4000, bucketMs: 1000 }),
    series: [],
    references: [],
    markers: [],
    symbols: new Map(),
    widthPx: 464,
    yAxis: {},
    formatAxis: String,
    ...change,
  };
}

function aLine(change: Partial<TimeSeries> = {}): TimeSeries {
  return { name: 'a', shape: 'line', tone: 'ok', values: [], ...change };
}

/** Of each line, the symbols that stand on it, by the index of the value. */
function symbolsOn({ series }: ChartOption): Array<Map<number, string>> {
  return [series ?? []].flat().map(({ data }) => {
    const points = Array.isArray(data) ? data : [];
    return new Map(
      points.flatMap((point, index) => {
        const [path] = /path:[^"]+/.exec(JSON.stringify(point)) ?? [];
        return path ? [[index, path] as const] : [];
      }),
    );
  });
}

describe('timeSeriesOption', () => {
  it('draws nothing of a bar that is 0, not even its edge', () => {
    const { series } = timeSeriesOption(
      aDrawing({
        series: [
          { ...INVALID_REQUESTS_LAYER, values: [0, 2] },
          aLine({ values: [0, 2] }),
        ],
      }),
    );
    const [bar, line] = [series ?? []].flat();
    expect(bar.data).toEqual([
      [500, null],
      [1500, 2],
    ]);
    expect(line.data).toMatchObject([
      { value: [500, 0] },
      { value: [1500, 2] },
    ]);
  });

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

  it('hatches a layer that is to be told apart without colours', () => {
    const { series } = timeSeriesOption(
      aDrawing({
        series: [
          { name: 'a', shape: 'bar', tone: 'ok', values: [1] },
          {
            name: 'b',
            shape: 'bar',
            tone: 'baseline',
            hatched: true,
            values: [1],
          },
        ],
      }),
    );
    expect(series).toMatchObject([
      { name: 'a', itemStyle: { decal: undefined } },
      { name: 'b', itemStyle: { decal: { symbol: 'rect' } } },
      {},
    ]);
    expect(series).toMatchObject([
      {},
      {
        itemStyle: {
          borderColor: chartThemeOf(lightTheme).baseline,
          borderWidth: 1,
        },
      },
      {},
    ]);
  });

  it('names the first of a month as any other day', () => {
    expect(timeSeriesOption(aDrawing({})).xAxis).toMatchObject({
      axisLabel: { formatter: { month: '{d} {MMM}', day: '{d} {MMM}' } },
    });
  });

  it('keeps to its range where bars stand at its ends', () => {
    expect(timeSeriesOption(aDrawing({})).xAxis).toMatchObject({
      containShape: false,
    });
  });

  it('never marks more than a share can be, and less where there is less', () => {
    const { yAxis } = timeSeriesOption(aDrawing({ yAxis: { ceiling: 1 } }));
    const max = Array.isArray(yAxis) ? undefined : yAxis?.max;
    const endOf = (value: number) =>
      typeof max === 'function' && max({ min: 0, max: value });
    expect(endOf(0.95)).toBe(1);
    expect(endOf(0.05)).toBeNull();
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

  it('draws what alone was measured, on too little, where the axis shows its step', () => {
    const { series } = timeSeriesOption(
      aDrawing({
        buckets: { from: 0, until: 2_400, bucketMs: 2_000, starts: [0, 2_000] },
        series: [aLine({ values: [null, 0.5], n: [null, 3], leastN: 500 })],
      }),
    );
    expect([series].flat()[0]).toMatchObject({
      itemStyle: { borderWidth: 1 },
      data: [{}, { value: [2_200, 0.5], symbol: 'circle' }],
    });
  });

  it('marks only the events within the range', () => {
    const option = timeSeriesOption(
      aDrawing({
        markers: [
          { time: -1000, label: 'v1', text: '' },
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

  describe('with symbols on its lines', () => {
    const values = Array.from({ length: 24 }, () => 1);
    const lines = ['p50', 'p99'].map(name => aLine({ name, values }));
    const compared = ['p50', 'p99'].map(name =>
      aLine({
        name: `${name}, version 1`,
        values,
        compares: { series: name, label: 'version 1' },
      }),
    );
    const option = timeSeriesOption(
      aDrawing({
        buckets: cutIntoBuckets({ from: 0, until: 24_000, bucketMs: 1000 }),
        series: [...lines, ...compared],
        symbols: new Map([
          ['p50', 'circle'],
          ['p99', 'square'],
        ]),
      }),
    );

    const symbols = symbolsOn(option).slice(0, 4);

    it('puts those of each between those of the others', () => {
      const places = symbols.map(on => [...on.keys()]);
      expect(places.map(({ length }) => length)).toEqual([6, 6, 6, 6]);
      expect(new Set(places.flat()).size).toBe(24);
    });

    it('draws those of what is compared as the same, hollow', () => {
      expect(symbols.map(on => [...new Set(on.values())])).toEqual([
        [`path://${SYMBOL_PATHS.circle}`],
        [`path://${SYMBOL_PATHS.square}`],
        [`path://${SYMBOL_PATHS.circle}`],
        [`path://${SYMBOL_PATHS.square}`],
      ]);
      const { background } = chartThemeOf(lightTheme);
      expect(
        [option.series ?? []]
          .flat()
          .slice(0, 4)
          .map(({ itemStyle }) => itemStyle?.color === background),
      ).toEqual([false, false, true, true]);
    });
  });

  it('draws a fixed value in another pattern than what is compared with', () => {
    const option = timeSeriesOption(
      aDrawing({
        references: [{ name: 'limit 0.1', value: 0.1, tone: 'warning' }],
      }),
    );
    expect(option.series).toContainEqual(
      expect.objectContaining({
        lineStyle: expect.objectContaining({ type: [8, 3, 1.5, 3] }),
      }),
    );
  });

  it('leads a faint line through what rests on too little', () => {
    const { series } = timeSeriesOption(
      aDrawing({
        series: [
          aLine({ values: [1, 2, 9, 4], n: [80, 90, 3, 85], leastN: 50 }),
        ],
      }),
    );
    const points = (...values: Array<number | null>) =>
      values.map((value, index) =>
        expect.objectContaining({ value: [index * 1000 + 500, value] }),
      );
    expect(series).toMatchObject([
      { lineStyle: { opacity: 0.6 }, data: points(null, 2, 9, 4) },
      { lineStyle: { width: 1.5 }, data: points(1, 2, null, 4) },
      {},
    ]);
  });

  it('draws one line where everything rests on enough', () => {
    const { series } = timeSeriesOption(
      aDrawing({
        series: [aLine({ values: [1, null], n: [50, null], leastN: 50 })],
      }),
    );
    expect([series].flat()).toHaveLength(2);
  });

  it('dashes what is compared with', () => {
    const option = timeSeriesOption(
      aDrawing({
        series: [
          aLine({
            name: 'a, version 2',
            values: [1, 2, 3, 4],
            compares: { series: 'a', label: 'version 2' },
          }),
        ],
      }),
    );
    expect(option.series).toContainEqual(
      expect.objectContaining({
        lineStyle: expect.objectContaining({ type: [5, 3] }),
      }),
    );
  });

  describe('labels of markers', () => {
    const labelled = (...labels: Array<[time: number, label: string]>) => {
      const markers = labels.map(([time, label]) => ({
        time,
        label,
        text: '',
      }));
      const { series } = timeSeriesOption(aDrawing({ markers }));
      const [line] = [series ?? []]
        .flat()
        .flatMap(({ markLine }) => markLine ?? []);
      return line.data;
    };

    it('have the sign of an event beside a version, and the other way round', () => {
      expect(
        labelled(
          [500, 'v1'],
          [510, '◆'],
          [2000, '◆'],
          [2010, 'v2'],
          [2020, 'v3'],
        ),
      ).toEqual([
        { name: '', xAxis: 500 },
        { name: 'v1 ◆', xAxis: 510 },
        { name: '', xAxis: 2000 },
        { name: '', xAxis: 2010 },
        { name: '◆ v3', xAxis: 2020 },
      ]);
    });

    it('are kept of the newest where they would cover one another', () => {
      expect(labelled([2010, 'v2'], [2000, 'v1'], [500, 'v0'])).toEqual([
        { name: 'v0', xAxis: 500 },
        { name: '', xAxis: 2000 },
        { name: 'v2', xAxis: 2010 },
      ]);
    });
  });
});
