import { ReactNode, useCallback, useMemo, useState } from 'react';
import { formatNumber } from '../../components/formatNumber/formatNumber';
import { ChartTheme, toneColor } from '../chartTheme';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { EChart } from '../EChart/EChart';
import { useDrawing } from '../EChart/useDrawing';
import { TimeBuckets } from '../timeBuckets';
import { useChartTheme } from '../useChartTheme';
import { useElementWidth } from '../useElementWidth';
import { LegendItem, SeriesLegend } from './SeriesLegend';
import { TimeCursor } from './TimeCursor';
import { ChartMarker, ReferenceLine, Samples, TimeSeries } from './timeSeries';
import { timeSeriesOption, YAxis } from './timeSeriesOption';
import { timeSeriesTable } from './timeSeriesTable';

const NOTHING: readonly never[] = [];
const FROM_ZERO: YAxis = {};

export interface TimeSeriesChartProps {
  /** For links to the chart. */
  id?: string;
  title: string;
  /** Of the values, e.g. `ms`; shown beside the title and with every value. */
  unit?: string;
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  samples?: Samples;
  references?: readonly ReferenceLine[];
  /** Names of series that are drawn only when asked for. */
  initiallyHidden?: readonly string[];
  markers?: readonly ChartMarker[];
  /** A value with its unit; default: three significant digits. */
  format?: (value: number) => string;
  /** Default: three significant digits, without unit. */
  formatAxis?: (value: number) => string;
  /** A constant; default: from 0 to the largest value. */
  yAxis?: YAxis;
  /** Pixels; default 150. */
  heightPx?: number;
  /** Shown instead of the drawing when no series has any value. */
  empty?: ReactNode;
  note?: ReactNode;
  /** A range was dragged over, or selected by keys; epoch milliseconds. */
  onZoom?: (from: number, until: number) => void;
}

/** Values over time, on an axis and with a cursor shared with its neighbours. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { buckets, series, unit, heightPx = 150 } = props;
  const { references = NOTHING, markers = NOTHING, yAxis = FROM_ZERO } = props;
  const { format = defaultFormat(unit), formatAxis = formatNumber } = props;
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const [hidden, toggle] = useHiddenNames(props.initiallyHidden);
  const { onDrawn, toPng } = useDrawing(theme.background);
  const shown = useMemo(
    () => series.filter(({ name }) => !hidden.has(name)),
    [series, hidden],
  );
  const compared = useMemo(
    () => references.filter(({ of }) => of === undefined || !hidden.has(of)),
    [references, hidden],
  );
  const option = useMemo(
    () =>
      timeSeriesOption({
        theme,
        buckets,
        series: shown,
        references: compared,
        markers,
        widthPx,
        yAxis,
        formatAxis: value => formatAxis(value),
      }),
    [theme, buckets, shown, compared, markers, widthPx, yAxis, formatAxis],
  );
  const table = useMemo(
    () => timeSeriesTable({ ...props, format }),
    // The table follows from the data; how a value is written does not change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [buckets, series, props.samples, unit],
  );
  const isEmpty = table.rows.length === 0;
  return (
    <ChartFrame
      id={props.id}
      title={props.title}
      unit={unit}
      heightPx={heightPx}
      table={table}
      note={props.note}
      toPng={isEmpty ? undefined : toPng}
      legend={
        <SeriesLegend
          hidden={hidden}
          onToggle={toggle}
          items={[
            ...series.map(({ name, tone }) => ({
              name,
              color: toneColor(theme, tone),
              fixed: series.length === 1,
            })),
            ...legendOfReferences(compared, theme),
          ]}
        />
      }
    >
      {isEmpty && props.empty ? (
        props.empty
      ) : (
        <div ref={measure}>
          <EChart
            option={option}
            widthPx={widthPx}
            heightPx={heightPx}
            onDrawn={onDrawn}
          />
          <TimeCursor
            {...props}
            series={shown}
            markers={markers}
            format={format}
            widthPx={widthPx}
          />
        </div>
      )}
    </ChartFrame>
  );
}

/** Lines of one name, such as each metric's evaluation, are explained once. */
function legendOfReferences(
  references: readonly ReferenceLine[],
  theme: ChartTheme,
): LegendItem[] {
  return [...new Set(references.map(({ name }) => name))].map(name => {
    const lines = references.filter(line => line.name === name);
    return {
      name,
      color:
        lines.length === 1 ? toneColor(theme, lines[0].tone) : theme.textMuted,
      dashed: true,
      fixed: true,
    };
  });
}

function defaultFormat(unit?: string): (value: number) => string {
  return value => formatNumber(value, unit);
}

function useHiddenNames(
  initially: readonly string[] = NOTHING,
): [ReadonlySet<string>, (name: string) => void] {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(initially),
  );
  const toggle = useCallback(
    (name: string) =>
      setHidden(previous => {
        const next = new Set(previous);
        if (!next.delete(name)) {
          next.add(name);
        }
        return next;
      }),
    [],
  );
  return [hidden, toggle];
}
