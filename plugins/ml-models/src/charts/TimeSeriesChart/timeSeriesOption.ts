import { ChartTheme, toneColor } from '../chartTheme';
import type { ChartOption, SeriesOption } from '../EChart/chartOption';
import { PLOT_MARGIN_PX } from '../plotArea';
import { TimeBuckets } from '../timeBuckets';
import {
  Dash,
  DASHES,
  SeriesSymbol,
  SYMBOL_PATHS,
} from '../SeriesMark/seriesMark';
import { dashOf, REFERENCE_DASH } from './seriesDash';
import { markerLines } from './markerLines';
import { timeAxis } from './timeAxis';
import { ChartMarker, ReferenceLine, TimeSeries } from './timeSeries';

export interface TimeSeriesDrawing {
  theme: ChartTheme;
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  references: readonly ReferenceLine[];
  markers: readonly ChartMarker[];
  /** By the names of the series; they stay when others are hidden. */
  symbols: ReadonlyMap<string, SeriesSymbol>;
  widthPx: number;
  yAxis: YAxis;
  formatAxis: (value: number) => string;
}

export interface YAxis {
  /** Whether it begins at 0; default true. */
  fromZero?: boolean;
  /** Where it ends; default: above the largest value. */
  max?: number;
  /** What no value exceeds, and no mark: 1 for a share; the axis ends below it otherwise. */
  ceiling?: number;
  /** Distance between two marks; default: about a third of the axis. */
  step?: number;
  /** Whether only whole numbers are marked: there is no half request. */
  whole?: boolean;
}

/** What ECharts is to draw. It gets no pointer: the cursor is HTML around it. */
export function timeSeriesOption(drawing: TimeSeriesDrawing): ChartOption {
  const { theme, buckets } = drawing;
  const text = {
    color: theme.textMuted,
    fontFamily: theme.fontFamily,
    fontSize: theme.fontSizePx,
  };
  return {
    animation: false,
    grid: { ...PLOT_MARGIN_PX, outerBoundsMode: 'none' },
    xAxis: timeAxis(theme, buckets),
    yAxis: {
      type: 'value',
      scale: drawing.yAxis.fromZero === false,
      max: drawing.yAxis.max ?? endBelow(drawing.yAxis.ceiling),
      interval: drawing.yAxis.step,
      minInterval: drawing.yAxis.whole ? 1 : undefined,
      // Thirds of a share would be marked right below its end.
      splitNumber: drawing.yAxis.ceiling === undefined ? 3 : 5,
      axisLabel: { ...text, formatter: drawing.formatAxis },
      splitLine: { lineStyle: { color: theme.gridLine } },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      ...drawing.series.map(series => toSeriesOption(drawing, series)),
      ...drawing.references.map(line => toReferenceOption(drawing, line)),
      markerLines({
        ...drawing,
        labelledOverPx: plotWidthPx(drawing.widthPx),
      }),
    ],
  };
}

/** From here on, of the ceiling, rounding up would go beyond it. */
const NEAR_CEILING = 0.75;

function endBelow(ceiling: number | undefined) {
  return ceiling === undefined
    ? undefined
    : ({ max }: { max: number }) =>
        max > NEAR_CEILING * ceiling ? ceiling : null;
}

function toSeriesOption(
  drawing: TimeSeriesDrawing,
  series: TimeSeries,
): SeriesOption {
  const { buckets } = drawing;
  const color = toneColor(drawing.theme, series.tone);
  const middles = buckets.starts.map(start => start + buckets.bucketMs / 2);
  if (series.shape === 'bar') {
    return {
      type: 'bar',
      name: series.name,
      stack: 'all',
      silent: true,
      barWidth: barWidthPx(drawing),
      // The edge parts layers whose colours are alike in print; of stripes alone
      // a bar that is a few pixels wide would be hard to see.
      itemStyle: {
        color,
        borderColor: series.hatched ? color : drawing.theme.background,
        borderWidth: series.hatched ? 1 : 0.5,
        decal: series.hatched ? hatching(drawing.theme) : undefined,
      },
      data: series.values.map((value, index) => [middles[index], value]),
    };
  }
  return {
    type: 'line',
    name: series.name,
    silent: true,
    symbol: 'none',
    lineStyle: {
      color,
      width: series.compares ? 1.25 : 1.5,
      type: lineType(dashOf(series)),
    },
    itemStyle: { color },
    data: series.values.map((value, index) => ({
      value: [middles[index], value],
      ...symbolAt(drawing, series, index),
    })),
  };
}

/** Slanted stripes. */
function hatching(theme: ChartTheme) {
  return {
    symbol: 'rect',
    color: theme.background,
    dashArrayX: [1, 0],
    dashArrayY: [1.5, 3],
    rotation: -Math.PI / 4,
  };
}

function lineType(dash: Dash = 'solid'): 'solid' | number[] {
  return dash === 'solid' ? 'solid' : [...DASHES[dash]];
}

/** So many symbols on a line tell it from others and do not hide it. */
const SYMBOLS_PER_LINE = 6;

function symbolAt(
  drawing: TimeSeriesDrawing,
  series: TimeSeries,
  index: number,
) {
  const symbol = drawing.symbols.get(series.name);
  const every = Math.ceil(series.values.length / SYMBOLS_PER_LINE);
  const place = [...drawing.symbols.keys()].indexOf(series.name);
  // Those of one line stand between those of the others.
  const first = Math.floor((every * (place + 0.5)) / drawing.symbols.size);
  if (symbol && index % every === first) {
    return { symbol: `path://${SYMBOL_PATHS[symbol]}`, symbolSize: 7 };
  }
  // A point with gaps on both sides has no line to be seen by.
  const lone = isLone(series.values, index);
  return { symbol: lone ? 'circle' : 'none', symbolSize: 4 };
}

function isLone(values: TimeSeries['values'], index: number): boolean {
  return (
    (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
  );
}

function plotWidthPx(widthPx: number): number {
  return widthPx - PLOT_MARGIN_PX.left - PLOT_MARGIN_PX.right;
}

function barWidthPx(drawing: TimeSeriesDrawing): number {
  const { buckets, widthPx } = drawing;
  const plotPx = plotWidthPx(widthPx);
  const bucketPx = (plotPx * buckets.bucketMs) / (buckets.until - buckets.from);
  return Math.max(1, bucketPx < 4 ? bucketPx : bucketPx - 1.5);
}

/** A series and no mark line, so that the y axis makes room for it. */
function toReferenceOption(
  drawing: TimeSeriesDrawing,
  line: ReferenceLine,
): SeriesOption {
  const { theme, buckets } = drawing;
  const color = toneColor(theme, line.tone);
  return {
    type: 'line',
    name: line.name,
    silent: true,
    symbol: 'none',
    lineStyle: { color, width: 1, type: lineType(REFERENCE_DASH) },
    itemStyle: { color },
    data: [
      [buckets.from, line.value],
      [buckets.until, line.value],
    ],
  };
}
