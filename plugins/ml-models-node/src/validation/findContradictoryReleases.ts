import {
  environmentsOf,
  MlModelEntityV1alpha1,
  releaseOf,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * A release that is not what its name says, or of an environment that the model is
 * not served in, would be found out when a version is released.
 *
 * @param model - valid by its schema
 */
export function findContradictoryReleases(
  model: MlModelEntityV1alpha1,
): string[] {
  const environments = environmentsOf(model);
  return Object.entries(model.spec.release ?? {}).flatMap(
    ([environment, { gate, weights: given }]) => {
      const field = `spec.release.${environment}`;
      if (!environments.includes(environment)) {
        return [
          `${field} is of no environment of the model (those are ${environments.join(
            ', ',
          )})`,
        ];
      }
      const { strategy, weights } = releaseOf(model, environment);
      const quoted = `it is [${weights.join(', ')}]`;
      if (strategy === 'all-at-once') {
        return [
          ...(given
            ? [
                `${field}.weights must be left out where versions go all at once`,
              ]
            : []),
          ...(gate
            ? [
                `${field}.gate must be left out where versions go all at once: nothing is known of one by then that a person could decide on. Choose the strategy shadow or canary`,
              ]
            : []),
        ];
      }
      if (strategy === 'shadow') {
        return given
          ? [
              `${field}.weights must be left out of a shadow, which answers no share of the requests`,
            ]
          : [];
      }
      if (strategy === 'canary' && weights.length !== 1) {
        return [
          `${field}.weights must be one share of a canary, such as [10]; ${quoted}. For several, choose the strategy linear`,
        ];
      }
      if (strategy === 'linear' && weights.length < 2) {
        return [
          `${field}.weights must be several shares of linear steps, such as [10, 25, 50]; ${quoted}. For one, choose the strategy canary`,
        ];
      }
      return weights.some((weight, at) => weight <= (weights[at - 1] ?? 0))
        ? [`${field}.weights must be ascending; ${quoted}`]
        : [];
    },
  );
}
