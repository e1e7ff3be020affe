import { useMemo } from 'react';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { noteOfSteps, reachesBack } from '../Drift/driftSteps';
import { limitLine } from '../Drift/limitLine';
import { HOW_BASELINE_COMES } from '../howBaselineComes';
import { CHART_IDS, ChartProps, DISTANCES } from './ChartProps';
import { ChartNote } from './ChartNote';
import { formatStep } from './formatStep';
import { predictionDriftOf } from './predictionDrift';

/** How far the predictions have moved from those of the baseline. */
export function PredictionDriftChart(props: ChartProps) {
  const { report, timeline } = props;
  const drift = useMemo(
    () => predictionDriftOf(report, timeline),
    [report, timeline],
  );
  const limit = report.drift.find(
    ({ role }) => role === 'output',
  )?.distanceLimit;
  const references = useMemo(() => limitLine(limit), [limit]);
  const samples = useMemo(
    () => ({ noun: 'prediction', counts: drift.counts }),
    [drift.counts],
  );
  const { bucketSeconds, distances } = report.predictionDrift;
  return (
    <TimeSeriesChart
      id={CHART_IDS.predictionDrift}
      title="Prediction drift"
      unit={`Jensen-Shannon distance per ${formatStep(bucketSeconds)}, 0 to 1${
        report.versions.length > 1
          ? '; each step of the version that answered most in it'
          : ''
      }`}
      buckets={drift.buckets}
      markers={timeline.markers}
      series={drift.series}
      samples={samples}
      references={references}
      yAxis={DISTANCES}
      format={value => formatNumber(value)}
      note={noteOfSteps(bucketSeconds, {
        isEmpty: distances.every(distance => distance === null),
        hasFaint: drift.isUncertain,
        beginsBefore: reachesBack(report, report.predictionDrift),
      })}
      empty={
        <ChartNote>
          {report.baseline
            ? 'Too few predictions to compare: it takes 100 in one step of the chart. A longer range has longer steps.'
            : `No baseline yet. ${HOW_BASELINE_COMES}`}
        </ChartNote>
      }
      onZoom={props.onZoom}
    />
  );
}
