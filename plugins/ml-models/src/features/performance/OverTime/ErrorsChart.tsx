import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { CHART_IDS, ChartProps, WHOLE_NUMBERS } from './ChartProps';
import { ChartNote } from './ChartNote';
import { errorSeries } from './errorSeries';
import { formatStep } from './formatStep';
import { valuesOf } from './timeline';

function describeNone({
  requests,
  failuresUntold = 0,
}: PerformanceReport['totals']): string {
  const none = `None of ${formatCountOf(
    requests - failuresUntold,
    'request',
  )} in this range failed.`;
  return failuresUntold > 0
    ? `${requests > failuresUntold ? `${none} ` : ''}Of ${formatCountOf(
        failuresUntold,
        'request',
      )} it is not known: imported from a log that has no failures in it.`
    : none;
}

/** Failed requests over time, by what went wrong. */
export function ErrorsChart(props: ChartProps) {
  const { report, timeline } = props;
  const series = useMemo(() => errorSeries(timeline), [timeline]);
  const samples = useMemo(
    () => ({
      noun: 'request',
      counts: valuesOf(timeline, ({ requests }) => requests),
    }),
    [timeline],
  );
  return (
    <TimeSeriesChart
      id={CHART_IDS.errors}
      title="Errors by type"
      unit={`errors per ${formatStep(report.bucketSeconds)}`}
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={series}
      samples={samples}
      format={value => formatCountOf(value, 'error')}
      formatAxis={formatCount}
      yAxis={WHOLE_NUMBERS}
      empty={<ChartNote>{describeNone(report.totals)}</ChartNote>}
      onZoom={props.onZoom}
    />
  );
}
