import {
  QUALITY_METRICS,
  QualityMeasures,
  QualityMetric,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Timeline } from './timeline';

export type Scale = QualityMetric['scale'];

/** What fits one axis: its name in a list, and what the axis counts. */
export const SCALES: Record<Scale, { name: string; unit: string }> = {
  share: { name: 'Shares, 0 to 1', unit: 'share' },
  'log-loss': { name: 'Log loss', unit: 'nats' },
  error: { name: 'Errors', unit: 'in units of the target' },
  bias: { name: 'Bias', unit: 'in units of the target' },
  r2: { name: 'R²', unit: '1 is best' },
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
