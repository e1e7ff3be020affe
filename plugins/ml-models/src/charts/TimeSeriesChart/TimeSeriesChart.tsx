import { ReactNode, useMemo } from 'react';
import {
  formatCountOf,
  formatNumber,
} from '../../components/formatNumber/formatNumber';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { useDrawing } from '../EChart/useDrawing';
import { SeriesLegend } from '../SeriesLegend/SeriesLegend';
import { TimeBuckets } from '../timeBuckets';
import { axisZone } from '../Picture/utcRange';
import { symbolsOf } from '../SeriesMark/seriesMark';
import { useChartTheme } from '../useChartTheme';
import { legendItems } from './legendItems';
import { ChartMarker, ReferenceLine, Samples, TimeSeries } from './timeSeries';
import { YAxis } from './timeSeriesOption';
import { TimeSeriesPlot } from './TimeSeriesPlot';
import { timeSeriesTable } from './timeSeriesTable';
import { useSeriesSelection } from './useSeriesSelection';

const NOTHING: readonly never[] = [];
const FROM_ZERO: YAxis = {};

export interface TimeSeriesChartProps {
  /** For links to the chart. */
  id?: string;
  title: string;
  /** Of the values, e.g. `ms`; shown beside the title, with every value, and in the headers of CSV. */
  unit?: string;
  /** Beside the title, instead of the unit. */
  subtitle?: string;
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  samples?: Samples;
  references?: readonly ReferenceLine[];
  /** Names of series that are drawn only when asked for. */
  initiallyHidden?: readonly string[];
  markers?: readonly ChartMarker[];
  /** A value with its unit; default: three significant digits. */
  format?: (value: number) => string;
  /** A value on the axis or in a column that names the unit; default: three significant digits. */
  formatAxis?: (value: number) => string;
  /** A constant; default: from 0 to the largest value. */
  yAxis?: YAxis;
  /** Pixels; default 150. */
  heightPx?: number;
  /** Shown instead of the drawing when no series has any value. */
  empty?: ReactNode;
  /** Beside the title: what else the chart could show. */
  choice?: ReactNode;
  note?: ReactNode;
  /** A range was dragged over, or selected by keys; epoch milliseconds. */
  onZoom?: (from: number, until: number) => void;
}

/** Values over time, on an axis and with a cursor shared with its neighbours. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, buckets, series, samples, unit, heightPx = 150 } = props;
  const { markers = NOTHING, yAxis = FROM_ZERO } = props;
  const { format = defaultFormat(unit), formatAxis = formatNumber } = props;
  const theme = useChartTheme();
  const { hidden, onToggle, shown, compared } = useSeriesSelection(props);
  const { onDrawn, draw } = useDrawing();
  const table = useMemo(
    () =>
      timeSeriesTable({
        ...{ buckets, series, samples, unit, format },
        formatBare: formatAxis,
      }),
    // The table follows from the data; how a value is written does not change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [buckets, series, samples, unit],
  );
  const isEmpty = table.rows.length === 0;
  const subtitle = props.subtitle ?? unit;
  const symbols = useMemo(() => symbolsOf(lineNames(series)), [series]);
  const legend = legendItems(theme, series, compared, symbols);
  return (
    <ChartFrame
      id={props.id}
      title={title}
      subtitle={subtitle}
      heightPx={heightPx}
      table={() => table}
      note={props.note}
      choice={props.choice}
      picture={{
        draw: isEmpty ? undefined : draw,
        legend: legend.filter(({ name }) => !hidden.has(name)),
        foot: [sampleSize(samples), stackOrder(series), axisZone()],
      }}
      legend={
        <SeriesLegend items={legend} hidden={hidden} onToggle={onToggle} />
      }
    >
      {isEmpty && props.empty ? (
        props.empty
      ) : (
        <TimeSeriesPlot
          {...{ title, unit, buckets, samples, markers, format, formatAxis }}
          {...{ yAxis, symbols, heightPx, onDrawn }}
          series={shown}
          references={compared}
          onZoom={props.onZoom}
        />
      )}
    </ChartFrame>
  );
}

function defaultFormat(unit?: string): (value: number) => string {
  return value => formatNumber(value, unit);
}

function lineNames(series: readonly TimeSeries[]): string[] {
  return series
    .filter(({ shape, compares }) => shape === 'line' && !compares)
    .map(({ name }) => name);
}

function sampleSize(samples: Samples | undefined): string | undefined {
  const n = samples?.counts.reduce<number>(
    (sum, count) => sum + (count ?? 0),
    0,
  );
  return samples && n !== undefined
    ? `n = ${formatCountOf(n, samples.noun)}`
    : undefined;
}

/** Tells layers apart whose colours are alike in print. */
function stackOrder(series: readonly TimeSeries[]): string | undefined {
  return series.filter(({ shape }) => shape === 'bar').length > 1
    ? 'bars are stacked from the bottom up in the order of the legend'
    : undefined;
}
