import {
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * An endpoint beside a runtime that has one of its own would never be shown.
 *
 * @param model - valid by its schema
 */
export function findContradictoryServing({
  spec,
}: MlModelEntityV1alpha1): string[] {
  const { endpoint, runtime } = spec.serving ?? {};
  return endpoint !== undefined &&
    runtime !== undefined &&
    runtime !== EXTERNAL_RUNTIME
    ? [
        `spec.serving.endpoint must be left out with the runtime '${runtime}', which says by itself where a version answers; it is of the runtime ${EXTERNAL_RUNTIME}`,
      ]
    : [];
}
