import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
} from '@backstage/catalog-model';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * Where a model's code is: what its entity says, else where it was registered
 * from. The catalog fills in the first for hosts of its integrations only.
 *
 * @returns e.g. `url:https://…`; undefined for an entity from a file
 */
export function sourceLocationOf(
  model: MlModelEntityV1alpha1,
): string | undefined {
  const annotations = model.metadata.annotations ?? {};
  const registeredFrom = annotations[ANNOTATION_LOCATION];
  return (
    annotations[ANNOTATION_SOURCE_LOCATION] ??
    (registeredFrom?.startsWith('url:') ? registeredFrom : undefined)
  );
}
