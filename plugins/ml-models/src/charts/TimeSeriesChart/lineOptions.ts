import { ChartTheme, toneColor } from '../chartTheme';
import type { SeriesOption } from '../EChart/chartOption';
import {
  Dash,
  DASHES,
  SeriesSymbol,
  SYMBOL_PATHS,
} from '../SeriesMark/seriesMark';
import { bucketMiddles, TimeBuckets } from '../timeBuckets';
import { dashOf } from './seriesDash';
import { isUncertain, TimeSeries } from './timeSeries';

/** What a line is drawn in. */
export interface LineDrawing {
  theme: ChartTheme;
  buckets: TimeBuckets;
  /** By the names of the series; they stay when others are hidden. */
  symbols: ReadonlyMap<string, SeriesSymbol>;
}

/**
 * @returns a line through the values; where they rest on too little, another one,
 *   faint and with hollow symbols, that joins it
 */
export function lineOptions(
  drawing: LineDrawing,
  series: TimeSeries,
): SeriesOption[] {
  const uncertain = series.values.map((_, index) => isUncertain(series, index));
  const solid = series.values.map((value, index) =>
    uncertain[index] ? null : value,
  );
  if (!uncertain.includes(true)) {
    return [lineThrough(drawing, series, solid)];
  }
  const faint = series.values.map((value, index) =>
    [index - 1, index, index + 1].some(near => uncertain[near]) ? value : null,
  );
  return [
    faintLineThrough(drawing, series, faint),
    lineThrough(drawing, series, solid),
  ];
}

function lineThrough(
  drawing: LineDrawing,
  series: TimeSeries,
  values: TimeSeries['values'],
) {
  const color = toneColor(drawing.theme, series.tone);
  const middles = bucketMiddles(drawing.buckets);
  return {
    type: 'line' as const,
    name: series.name,
    silent: true,
    symbol: 'none',
    lineStyle: {
      color,
      width: series.compares ? 1.25 : 1.5,
      type: lineType(dashOf(series)),
    },
    // What is compared has the symbol of what it is compared with, hollow.
    itemStyle: series.compares
      ? hollow(drawing.theme, color)
      : { color, borderColor: color },
    data: values.map((value, index) => ({
      value: [middles[index], value],
      ...symbolAt(drawing, { ...series, values }, index),
    })),
  };
}

function faintLineThrough(
  drawing: LineDrawing,
  series: TimeSeries,
  values: TimeSeries['values'],
): SeriesOption {
  const line = lineThrough(drawing, series, values);
  return {
    ...line,
    lineStyle: {
      ...line.lineStyle,
      width: 1,
      opacity: drawing.theme.uncertainOpacity,
    },
    itemStyle: hollow(drawing.theme, line.itemStyle.borderColor),
    // Those of the values that it joins are drawn with the other line.
    data: line.data.map((point, index) =>
      isUncertain(series, index) ? point : { ...point, symbol: 'none' },
    ),
  };
}

function hollow({ background }: ChartTheme, borderColor: string) {
  return { color: background, borderColor, borderWidth: 1 };
}

export function lineType(dash: Dash = 'solid'): 'solid' | number[] {
  return dash === 'solid' ? 'solid' : [...DASHES[dash]];
}

/** So many symbols on a line tell it from others and do not hide it. */
const SYMBOLS_PER_LINE = 6;

function symbolAt(drawing: LineDrawing, series: TimeSeries, index: number) {
  const name = series.compares?.series ?? series.name;
  const symbol = drawing.symbols.get(name);
  const every = Math.ceil(series.values.length / SYMBOLS_PER_LINE);
  const place =
    [...drawing.symbols.keys()].indexOf(name) + (series.compares ? 1 : 0.5);
  // Those of one line stand between those of the others.
  const first = Math.floor((every * place) / drawing.symbols.size) % every;
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
