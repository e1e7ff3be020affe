import {
  MlModelEntityV1alpha1,
  thresholdsOf,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Of all but completeness, more is worse. */
const LESS_IS_WORSE = 'completeness';

/**
 * A model that is failing before it is degraded would never be called degraded:
 * probably the two were swapped, or one was set beyond the other's default.
 *
 * @param model - valid by its schema
 */
export function findContradictoryThresholds(
  model: MlModelEntityV1alpha1,
): string[] {
  return Object.entries({ ...thresholdsOf(model) }).flatMap(
    ([name, limits]) => {
      if (!('failing' in limits)) {
        return [];
      }
      const { degraded, failing } = limits;
      const [less, more] =
        name === LESS_IS_WORSE ? [failing, degraded] : [degraded, failing];
      return less <= more
        ? []
        : [
            `spec.monitoring.thresholds.${name} is failing (${failing}) before it is degraded (${degraded})`,
          ];
    },
  );
}
