import { useMemo } from 'react';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { limitLine } from '../Drift/limitLine';
import { CHART_IDS, ChartProps, DISTANCES } from './ChartProps';
import { ChartNote } from './ChartNote';
import { comparedSeries, valuesOf } from './timeline';

const DAY_SECONDS = 24 * 60 * 60;

/** How far the predictions have moved from those of the baseline. */
export function PredictionDriftChart(props: ChartProps) {
  const { report, timeline } = props;
  const series = useMemo<TimeSeries[]>(
    () => [
      {
        name: 'distance',
        shape: 'line',
        tone: { palette: 3 },
        values: valuesOf(timeline, ({ predictionDrift }) => predictionDrift),
      },
      ...comparedSeries(
        timeline,
        { name: 'distance', tone: { palette: 3 } },
        ({ predictionDrift }) => predictionDrift,
      ),
    ],
    [timeline],
  );
  const limit = report.drift.find(
    ({ role }) => role === 'output',
  )?.distanceLimit;
  const references = useMemo(() => limitLine(limit), [limit]);
  const samples = useMemo(
    () => ({
      noun: 'request',
      counts: valuesOf(timeline, ({ requests }) => requests),
    }),
    [timeline],
  );
  return (
    <TimeSeriesChart
      id={CHART_IDS.predictionDrift}
      title="Prediction drift"
      unit={`Jensen-Shannon distance, 0 to 1${
        report.versions.length > 1
          ? '; each step of the version that answered most in it'
          : ''
      }`}
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={series}
      samples={samples}
      references={references}
      yAxis={DISTANCES}
      format={value => formatNumber(value)}
      note={
        report.bucketSeconds < DAY_SECONDS &&
        report.series.some(it => it.predictionDrift !== undefined)
          ? 'A step shorter than a day may differ from the baseline by its time of day: the verdict compares 24 hours'
          : undefined
      }
      empty={
        <ChartNote>
          {report.baseline
            ? 'Too few predictions to compare: it takes 100 in one step of the chart. A longer range has longer steps.'
            : 'No baseline yet: it comes with the reference rows of a version’s pipeline.'}
        </ChartNote>
      }
      onZoom={props.onZoom}
    />
  );
}
