import { ModelReport } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * Says which checks of its evaluation gate a model has not passed.
 *
 * @returns two sentences: what happened and what to do
 */
export function describeMissedGate({
  checks,
}: Pick<NonNullable<ModelReport['gate']>, 'checks'>): string {
  const missed = checks
    .filter(check => !check.passed)
    .map(
      ({ metric, value, operator, threshold }) =>
        `${metric} ${value} is not ${operator} ${threshold}`,
    );
  const which = missed.length > 0 ? `: ${missed.join('; ')}` : '';
  return `The evaluation gate did not pass${which}. Improve the model, or change the threshold in the repository, and push again.`;
}
