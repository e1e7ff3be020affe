import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { TimeBuckets } from '../../../charts/timeBuckets';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { alignSteps, driftSteps } from '../Drift/driftSteps';
import { Timeline } from './timeline';

export interface PredictionDrift {
  buckets: TimeBuckets;
  series: TimeSeries[];
  /** Predictions of each step. */
  counts: number[];
}

const NAME = 'distance';
const TONE = { palette: 3 };

/** @returns how far predictions were from the baseline, in steps of their own */
export function predictionDriftOf(
  report: PerformanceReport,
  { buckets: axis, compared }: Timeline,
): PredictionDrift {
  const { buckets, values, counts } = measured(report);
  const there = compared && measured(compared.report);
  return {
    // On the axis of the charts beside it.
    buckets: { ...buckets, from: axis.from, until: axis.until },
    counts,
    series: [
      { name: NAME, shape: 'line', tone: TONE, values },
      ...(compared && there
        ? [
            {
              name: `${NAME}, ${compared.label}`,
              shape: 'line' as const,
              tone: TONE,
              compares: { series: NAME, label: compared.label },
              values: alignSteps(buckets, there, compared.shiftMs),
            },
          ]
        : []),
    ],
  };
}

function measured(report: PerformanceReport) {
  const { distances, n } = report.predictionDrift;
  const { buckets, spread } = driftSteps(report, report.predictionDrift);
  return {
    buckets,
    values: spread<number | null>(distances, null),
    counts: spread(n, 0),
  };
}
