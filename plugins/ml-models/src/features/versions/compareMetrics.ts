import {
  EvaluationMetric,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface MetricDifference {
  /** This version's value minus the other's. */
  difference: number;
  /** Other: it says nothing about which is better. */
  verdict: 'better' | 'worse' | 'same' | 'other';
}

/** Metrics that get a column of their own; comparing shows all. */
const COLUMNS_MAX = 3;

/** @returns what tells metrics of a version apart */
export function keyOf({ name, split }: EvaluationMetric): string {
  return `${name} ${split ?? ''}`;
}

/** @returns the metric of the same name and split */
export function findMetric(
  version: Pick<Version, 'metrics'> | undefined,
  metric: EvaluationMetric,
): EvaluationMetric | undefined {
  return version?.metrics.find(other => keyOf(other) === keyOf(metric));
}

/** @returns the metrics of these versions, each once, the newest's first */
export function metricsOf(
  versions: readonly Pick<Version, 'metrics'>[],
): EvaluationMetric[] {
  const byKey = new Map<string, EvaluationMetric>();
  for (const metric of versions.flatMap(({ metrics }) => metrics)) {
    if (!byKey.has(keyOf(metric))) {
      byKey.set(keyOf(metric), metric);
    }
  }
  return [...byKey.values()];
}

/** @returns the metrics that are shown as columns */
export function columnMetrics(
  versions: readonly Version[],
): EvaluationMetric[] {
  return metricsOf(versions).slice(0, COLUMNS_MAX);
}

/**
 * Whether two versions are of the same data, as far as is known. Of other data,
 * they may have been measured on other test data, too, where a larger value need
 * not be a better model.
 */
export function haveSameData(
  a: Pick<Version, 'dataDigest'> | undefined,
  b: Pick<Version, 'dataDigest'> | undefined,
): boolean {
  return a?.dataDigest === b?.dataDigest;
}

/** What is said wherever versions of other data are compared. */
export const OF_OTHER_DATA =
  'the metrics may be of other test data, too, so none is called better or worse';

export function differenceOf(
  metric: EvaluationMetric,
  other: EvaluationMetric,
): MetricDifference {
  const difference = metric.value - other.value;
  if (difference === 0) {
    return { difference, verdict: 'same' };
  }
  if (metric.higherIsBetter === null) {
    return { difference, verdict: 'other' };
  }
  const better = difference > 0 === metric.higherIsBetter;
  return { difference, verdict: better ? 'better' : 'worse' };
}
