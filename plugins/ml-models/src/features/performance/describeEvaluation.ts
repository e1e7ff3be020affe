import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { whyOneVersion } from './whyOneVersion';

/** What a version's own pipeline measured, and which version's. */
export type Evaluated = Pick<
  PerformanceReport,
  'evaluation' | 'evaluationVersion'
>;

/** @returns what the pipeline reported, by the names it gave */
export function listEvaluated({ evaluation }: Evaluated) {
  return Object.entries(evaluation).map(([name, value]) => ({ name, value }));
}

/** @returns e.g. `evaluation of version 2` */
export function nameEvaluation({ evaluationVersion }: Evaluated): string {
  return evaluationVersion === undefined
    ? 'evaluation'
    : `evaluation of version ${evaluationVersion}`;
}

/** @returns why it is that version's; empty where there is no choice, or none */
export function whyThatEvaluation({
  evaluationVersion,
  versions,
  ...evaluated
}: PerformanceReport): string {
  if (
    evaluationVersion === undefined ||
    listEvaluated(evaluated).length === 0
  ) {
    return '';
  }
  const why = whyOneVersion(versions, evaluationVersion);
  return why && `The evaluation is of ${why}.`;
}
