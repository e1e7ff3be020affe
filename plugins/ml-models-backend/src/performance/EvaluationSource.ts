import { EvaluationMetric } from '@noshelfware/backstage-plugin-ml-models-common';

/** What a version's own pipeline measured before it was released. */
export interface EvaluationSource {
  /** @returns empty for a version that was only observed */
  listMetrics(modelRef: string, version: number): Promise<EvaluationMetric[]>;
}
