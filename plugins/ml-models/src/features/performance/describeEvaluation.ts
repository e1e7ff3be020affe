import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';

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

/** @returns what is of which version; empty where there is but one, or no evaluation */
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
  const others = versions.filter(version => version !== evaluationVersion);
  return others.length === 0
    ? ''
    : `What was measured is of ${
        versions.length === 2 ? 'both' : `all ${versions.length}`
      } versions together, the evaluation of version ${evaluationVersion} alone, which answered most at the end of this range: choose a version to compare like with like.`;
}
