import {
  DRIFT_SAMPLES_MIN,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { TimeBuckets } from '../../../charts/timeBuckets';
import {
  isUncertain,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { alignSteps, driftSteps } from '../Drift/driftSteps';
import { Timeline } from './timeline';

export interface PredictionDrift {
  buckets: TimeBuckets;
  series: TimeSeries[];
  /** Predictions of each step. */
  counts: number[];
  /** Whether any step that is drawn holds too few to judge by. */
  isUncertain: boolean;
}

const NAME = 'distance';
const TONE = { palette: 3 };
const LEAST = { leastN: DRIFT_SAMPLES_MIN };

/** @returns how far predictions were from the baseline, in steps of their own */
export function predictionDriftOf(
  report: PerformanceReport,
  { buckets: axis, compared }: Timeline,
): PredictionDrift {
  const { buckets, values, counts } = measured(report);
  const there = compared && measured(compared.report);
  const series: TimeSeries[] = [
    { name: NAME, shape: 'line', tone: TONE, values, n: counts, ...LEAST },
    ...(compared && there
      ? [
          {
            name: `${NAME}, ${compared.label}`,
            shape: 'line' as const,
            tone: TONE,
            compares: { series: NAME, label: compared.label },
            values: alignSteps(buckets, there, compared.shiftMs),
            n: alignSteps(
              buckets,
              { buckets: there.buckets, values: there.counts },
              compared.shiftMs,
            ),
            ...LEAST,
          },
        ]
      : []),
  ];
  return {
    // On the axis of the charts beside it.
    buckets: { ...buckets, from: axis.from, until: axis.until },
    counts,
    series,
    isUncertain: series.some(each =>
      each.values.some(
        (value, index) => value !== null && isUncertain(each, index),
      ),
    ),
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
