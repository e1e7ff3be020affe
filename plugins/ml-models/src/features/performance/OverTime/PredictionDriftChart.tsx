import { DRIFT_SAMPLES_MIN } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { noteOfSteps } from '../Drift/driftSteps';
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
  const { bucketSeconds, distances, n } = report.predictionDrift;
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
      note={
        [
          noteOfSteps(
            bucketSeconds,
            n.filter((_, index) => distances[index] !== null),
          ),
          drift.isUncertain &&
            `Faint: fewer than ${DRIFT_SAMPLES_MIN} predictions in the step, ${TOO_FEW}`,
        ]
          .filter(Boolean)
          .join('. ') || undefined
      }
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
