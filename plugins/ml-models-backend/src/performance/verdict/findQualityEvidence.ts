import {
  EvaluationMetric,
  findEvaluated,
  QUALITY_METRICS,
  QualityMetric,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Quality } from '../quality/measureQuality';
import { QualityEvidence } from './VerdictEvidence';

/**
 * What a version is judged by, the most telling first. Bias and calibration error
 * are near 0, of which a share says little.
 */
const JUDGED: readonly QualityMetric['measure'][] = [
  'rocAuc',
  'f1',
  'accuracy',
  'logLoss',
  'brier',
  'mae',
  'rmse',
  'r2',
  'precision',
  'recall',
];

const JUDGED_METRICS = JUDGED.flatMap(measure =>
  QUALITY_METRICS.filter(metric => metric.measure === measure),
);

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
              errorMax:
                metric.measure === 'rocAuc'
                  ? quality.rocAucErrorMax
                  : undefined,
              evaluated: evaluated.value,
              higherIsBetter: metric.higherIsBetter === true,
              n: quality.samples[metric.measure] ?? quality.labels,
            },
          ]
        : [];
    }),
  };
}
