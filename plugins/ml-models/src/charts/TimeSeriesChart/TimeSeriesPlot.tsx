import { useMemo } from 'react';
import { EChart } from '../EChart/EChart';
import type { DrawCanvas } from '../EChart/useDrawing';
import { TimeBuckets } from '../timeBuckets';
import { SeriesSymbol } from '../SeriesMark/seriesMark';
import { useChartTheme } from '../useChartTheme';
import { useElementWidth } from '../useElementWidth';
import { TimeCursor } from './TimeCursor';
import { ChartMarker, ReferenceLine, Samples, TimeSeries } from './timeSeries';
import { timeSeriesOption, YAxis } from './timeSeriesOption';

export interface TimeSeriesPlotProps {
  title: string;
  unit?: string;
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  samples?: Samples;
  references: readonly ReferenceLine[];
  markers: readonly ChartMarker[];
  format: (value: number) => string;
  formatAxis: (value: number) => string;
  yAxis: YAxis;
  symbols: ReadonlyMap<string, SeriesSymbol>;
  heightPx: number;
  onZoom?: (from: number, until: number) => void;
  onDrawn: (draw: DrawCanvas) => void;
}

/** The drawing with the cursor over it. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { buckets, series, references, markers, symbols } = props;
  const { yAxis, formatAxis } = props;
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const option = useMemo(
    () =>
      timeSeriesOption({
        theme,
        buckets,
        series,
        references,
        markers,
        symbols,
        widthPx,
        yAxis,
        // ECharts gives more than the value, which a formatter may misread.
        formatAxis: value => formatAxis(value),
      }),
    [
      theme,
      buckets,
      series,
      references,
      markers,
      symbols,
      widthPx,
      yAxis,
      formatAxis,
    ],
  );
  return (
    <div ref={measure}>
      <EChart
        option={option}
        widthPx={widthPx}
        heightPx={props.heightPx}
        onDrawn={props.onDrawn}
      />
      <TimeCursor {...props} widthPx={widthPx} />
    </div>
  );
}
