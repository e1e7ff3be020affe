import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * What a feature is called where one name has to do, as in a URL and in the HTTP
 * API: an output that is called like an input by its section too.
 *
 * @param all - the features that it has to be told from
 * @returns e.g. `distance`, `outputs.distance`
 */
export function featureId(
  { role, feature }: Pick<FeatureDrift, 'role' | 'feature'>,
  all: readonly Pick<FeatureDrift, 'role' | 'feature'>[],
): string {
  const isShared =
    role === 'output' &&
    all.some(other => other.role === 'input' && other.feature === feature);
  return isShared ? `outputs.${feature}` : feature;
}
