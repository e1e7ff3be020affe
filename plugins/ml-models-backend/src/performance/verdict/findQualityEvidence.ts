import {
  EvaluationMetric,
  findEvaluated,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Quality } from '../quality/measureQuality';
import { QualityEvidence } from './VerdictEvidence';

const JUDGED_METRICS = QUALITY_METRICS.flatMap(metric => {
  const { higherIsBetter } = metric;
  return higherIsBetter === undefined ? [] : [{ ...metric, higherIsBetter }];
});

/** What outcomes say, beside what the version's own pipeline had measured. */
export function findQualityEvidence(
  quality: Quality,
  evaluation: readonly EvaluationMetric[],
): QualityEvidence {
  const measured = JUDGED_METRICS.flatMap(metric => {
    const value = quality[metric.measure];
    return value === undefined ? [] : [{ metric, value }];
  });
  return {
    labels: quality.labels,
    reported: evaluation.map(({ name }) => name),
    measured: measured.map(({ metric }) => metric.title),
    compared: measured.flatMap(({ metric, value }) => {
      const evaluated = findEvaluated(metric, evaluation);
      return evaluated
        ? [
            {
              metric: metric.title,
              measured: value,
              evaluated: evaluated.value,
              higherIsBetter: metric.higherIsBetter,
              n: quality.samples[metric.measure] ?? quality.labels,
            },
          ]
        : [];
    }),
  };
}
