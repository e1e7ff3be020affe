import {
  QUALITY_METRICS,
  QualityMeasures,
  QualityMetric,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { YAxis } from '../../../charts/TimeSeriesChart/timeSeriesOption';
import { Timeline } from './timeline';

export type Scale = QualityMetric['scale'];

/** From 0 a loss of five points would be a flat line. */
const AROUND_VALUES: YAxis = { fromZero: false };
const UP_TO_ONE: YAxis = { ...AROUND_VALUES, ceiling: 1 };

/** What fits one axis: its name in a list, what the axis counts, and how far it goes. */
export const SCALES: Record<
  Scale,
  { name: string; unit: string; yAxis: YAxis }
> = {
  share: { name: 'Shares, 0 to 1', unit: 'share', yAxis: UP_TO_ONE },
  'log-loss': { name: 'Log loss', unit: 'nats', yAxis: AROUND_VALUES },
  error: {
    name: 'Errors',
    unit: 'in units of the target',
    yAxis: AROUND_VALUES,
  },
  bias: { name: 'Bias', unit: 'in units of the target', yAxis: AROUND_VALUES },
  r2: { name: 'R²', unit: '1 is best', yAxis: UP_TO_ONE },
};

/** @returns what scores expect of a measure without labels */
export function estimateOf(
  { measure }: QualityMetric,
  { estimate }: SeriesPoint,
): number | undefined {
  const expected: QualityMeasures = estimate ?? {};
  return expected[measure];
}

/** @returns the metrics that have a value at any time */
export function metricsOf({ points }: Timeline): QualityMetric[] {
  return QUALITY_METRICS.filter(metric =>
    points.some(
      point =>
        point &&
        (point[metric.measure] ?? estimateOf(metric, point)) !== undefined,
    ),
  );
}

/** @returns those that metrics are of, each once, what is looked at first first */
export function scalesOf(metrics: readonly QualityMetric[]): Scale[] {
  return [...new Set(metrics.map(({ scale }) => scale))];
}
