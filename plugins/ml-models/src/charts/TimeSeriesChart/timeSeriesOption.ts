import { ChartTheme, toneColor } from '../chartTheme';
import type { ChartOption, SeriesOption } from '../EChart/chartOption';
import { PLOT_MARGIN_PX } from '../plotArea';
import { bucketMiddles } from '../timeBuckets';
import { LineDrawing, lineOptions, lineType } from './lineOptions';
import { markerLines } from './markerLines';
import { REFERENCE_DASH } from './seriesDash';
import { timeAxis } from './timeAxis';
import { ChartMarker, ReferenceLine, TimeSeries } from './timeSeries';

export interface TimeSeriesDrawing extends LineDrawing {
  series: readonly TimeSeries[];
  references: readonly ReferenceLine[];
  markers: readonly ChartMarker[];
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
    xAxis: timeAxis(theme, buckets, plotWidthPx(drawing.widthPx)),
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
      ...drawing.series.flatMap(series =>
        series.shape === 'bar'
          ? [barOption(drawing, series)]
          : lineOptions(drawing, series),
      ),
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

function barOption(
  drawing: TimeSeriesDrawing,
  series: TimeSeries,
): SeriesOption {
  const color = toneColor(drawing.theme, series.tone);
  const middles = bucketMiddles(drawing.buckets);
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
    // Of a bar without height there would still be the edge.
    data: series.values.map((value, index) => [middles[index], value || null]),
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
