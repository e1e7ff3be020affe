import { SeriesPoint } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { CHART_IDS, ChartProps } from './ChartProps';
import { ChartNote } from './ChartNote';
import { comparedSeries, valuesOf } from './timeline';

const PERCENTILES = [
  { name: 'p50', pick: (point: SeriesPoint) => point.p50Ms },
  { name: 'p90', pick: (point: SeriesPoint) => point.p90Ms },
  { name: 'p99', pick: (point: SeriesPoint) => point.p99Ms },
];

/** How long the model took to answer: half, nine in ten, 99 in 100 took less. */
export function LatencyChart(props: ChartProps) {
  const { timeline } = props;
  const series = useMemo(
    () =>
      PERCENTILES.flatMap<TimeSeries>(({ name, pick }, ordered) => [
        {
          name,
          shape: 'line',
          tone: { ordered },
          values: valuesOf(timeline, pick),
        },
        ...comparedSeries(timeline, { name, tone: { ordered } }, pick),
      ]),
    [timeline],
  );
  const samples = useMemo(
    () => ({
      noun: 'timed request',
      counts: valuesOf(timeline, ({ timed }) => timed),
    }),
    [timeline],
  );
  return (
    <TimeSeriesChart
      id={CHART_IDS.latency}
      title="Latency"
      unit="ms"
      subtitle="ms, within 1 %"
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={series}
      samples={samples}
      format={formatLatency}
      empty={
        <ChartNote>
          No request in this range was timed. The attribute
          noshelfware.inference.duration_ms carries it.
        </ChartNote>
      }
      onZoom={props.onZoom}
    />
  );
}
