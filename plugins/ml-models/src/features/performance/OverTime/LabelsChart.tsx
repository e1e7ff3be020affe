import { useMemo } from 'react';
import { formatPercent } from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { labelsArrived, labelsExpected } from '../labelsExpected';
import { ChartProps } from './ChartProps';
import { ChartNote } from './ChartNote';
import { comparedSeries, valuesOf } from './timeline';

const UP_TO_ALL = { max: 1, step: 0.5 };

/** How much of the quality beside it is known: outcomes come late. */
export function LabelsChart(props: ChartProps) {
  const { report, timeline } = props;
  const series = useMemo<TimeSeries[]>(
    () => [
      {
        name: 'arrived',
        shape: 'bar',
        tone: 'ok',
        values:
          report.totals.labels > 0 ? valuesOf(timeline, labelsArrived) : [],
      },
      ...comparedSeries(
        timeline,
        { name: 'arrived', tone: 'marker' },
        labelsArrived,
      ),
    ],
    [timeline, report.totals.labels],
  );
  const samples = useMemo(
    () => ({
      noun: 'prediction',
      counts: valuesOf(timeline, labelsExpected),
    }),
    [timeline],
  );
  return (
    <TimeSeriesChart
      title="Labels arrived"
      unit="share of answered predictions"
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={series}
      samples={samples}
      format={formatPercent}
      formatAxis={formatPercent}
      yAxis={UP_TO_ALL}
      empty={
        <ChartNote>
          No label has arrived for this range. They come once it is known what
          became of a request.
        </ChartNote>
      }
      onZoom={props.onZoom}
    />
  );
}
