import {
  EvaluationMetric,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { QualityEvidence } from './VerdictEvidence';

interface ComparedMetric {
  measure: keyof QualityMeasures;
  title: string;
  /** What reports call it, in lower case without punctuation. */
  names: string[];
  higherIsBetter: boolean;
}

/** The first that was both measured and evaluated is judged. */
const COMPARED_METRICS: ComparedMetric[] = [
  {
    measure: 'rocAuc',
    title: 'ROC AUC',
    names: ['rocauc', 'auc', 'auroc'],
    higherIsBetter: true,
  },
  {
    measure: 'f1',
    title: 'F1',
    names: ['f1', 'f1score'],
    higherIsBetter: true,
  },
  {
    measure: 'accuracy',
    title: 'Accuracy',
    names: ['accuracy', 'acc'],
    higherIsBetter: true,
  },
  {
    measure: 'mae',
    title: 'Mean absolute error',
    names: ['mae', 'meanabsoluteerror'],
    higherIsBetter: false,
  },
  {
    measure: 'rmse',
    title: 'Root mean squared error',
    names: ['rmse', 'rootmeansquarederror'],
    higherIsBetter: false,
  },
];

/** @returns undefined when no metric was both measured and evaluated */
export function findQualityEvidence(
  measured: QualityMeasures & { labels: number },
  evaluation: readonly EvaluationMetric[],
): QualityEvidence | undefined {
  for (const { measure, title, names, higherIsBetter } of COMPARED_METRICS) {
    const value = measured[measure];
    const evaluated = evaluation.find(({ name }) =>
      names.includes(plain(name)),
    );
    if (value !== undefined && evaluated) {
      return {
        metric: title,
        measured: value,
        evaluated: evaluated.value,
        higherIsBetter,
        labels: measured.labels,
      };
    }
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/[^a-z0-9]/g, '');
}
