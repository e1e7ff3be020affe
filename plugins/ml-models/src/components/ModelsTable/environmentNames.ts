import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * @returns the environments of these models, in the order of promotion as far
 *   as the models agree on one
 */
export function environmentNames(models: readonly ModelSummary[]): string[] {
  const longestFirst = [...models].sort(
    (a, b) => b.environments.length - a.environments.length,
  );
  return [
    ...new Set(
      longestFirst.flatMap(model => model.environments.map(env => env.name)),
    ),
  ];
}
