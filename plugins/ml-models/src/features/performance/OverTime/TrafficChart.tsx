import { useMemo } from 'react';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import {
  ANSWERED_LAYER,
  ERRORS_LAYER,
  INVALID_REQUESTS_LAYER,
  OK_LAYER,
} from '../../../charts/TimeSeriesChart/outcomeLayers';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { CHART_IDS, ChartProps, WHOLE_NUMBERS } from './ChartProps';
import { ChartNote } from './ChartNote';
import { formatStep } from './formatStep';
import { comparedSeries, valuesOf } from './timeline';

/** Requests over time; on top those that failed, by whose fault it was. */
export function TrafficChart(props: ChartProps) {
  const { report, timeline } = props;
  const series = useMemo<TimeSeries[]>(
    () => [
      {
        ...OK_LAYER,
        values: valuesOf(
          timeline,
          ({ requests, errors, invalidRequests, failuresUntold = 0 }) =>
            requests - errors - invalidRequests - failuresUntold,
        ),
      },
      ...(report.totals.failuresUntold
        ? [
            {
              ...ANSWERED_LAYER,
              values: valuesOf(
                timeline,
                ({ failuresUntold = 0 }) => failuresUntold,
              ),
            },
          ]
        : []),
      ...(report.totals.invalidRequests > 0
        ? [
            {
              ...INVALID_REQUESTS_LAYER,
              values: valuesOf(
                timeline,
                ({ invalidRequests }) => invalidRequests,
              ),
            },
          ]
        : []),
      {
        ...ERRORS_LAYER,
        values: valuesOf(timeline, ({ errors }) => errors),
      },
      ...comparedSeries(
        timeline,
        { name: 'all', tone: 'marker' },
        ({ requests }) => requests,
        { counts: true },
      ),
    ],
    [timeline, report.totals.failuresUntold, report.totals.invalidRequests],
  );
  return (
    <TimeSeriesChart
      id={CHART_IDS.traffic}
      title="Traffic"
      unit={`requests per ${formatStep(
        report.bucketSeconds,
      )}, each row of a batch one`}
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={series}
      format={value => formatCountOf(value, 'request')}
      formatAxis={formatCount}
      yAxis={WHOLE_NUMBERS}
      empty={<ChartNote>No request in this range.</ChartNote>}
      onZoom={props.onZoom}
    />
  );
}
