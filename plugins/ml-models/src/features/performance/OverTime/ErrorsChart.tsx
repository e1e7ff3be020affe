import { useMemo } from 'react';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { CHART_IDS, ChartProps, WHOLE_NUMBERS } from './ChartProps';
import { errorSeries } from './errorSeries';
import { formatStep } from './formatStep';
import { NoErrors } from './NoErrors';
import { valuesOf } from './timeline';

export interface ErrorsChartProps extends ChartProps {
  /** The only one that the report is of; absent: of all. */
  version?: number;
}

/** Failed requests over time, by what went wrong. */
export function ErrorsChart(props: ErrorsChartProps) {
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
      empty={<NoErrors report={report} version={props.version} />}
      onZoom={props.onZoom}
    />
  );
}
