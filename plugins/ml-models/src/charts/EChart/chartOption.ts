import type {
  BarSeriesOption,
  CustomSeriesOption,
  LineSeriesOption,
} from 'echarts/charts';
import type {
  GridComponentOption,
  MarkLineComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** Options of the parts of ECharts that are loaded; others do not compile. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
>;

export type SeriesOption = Exclude<
  NonNullable<ChartOption['series']>,
  readonly unknown[]
>;
