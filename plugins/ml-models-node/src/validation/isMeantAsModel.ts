import { Entity } from '@backstage/catalog-model';
import {
  ML_MODEL_API_VERSION,
  ML_MODEL_KIND,
} from '@noshelfware/backstage-plugin-ml-models-common';

const [API_GROUP] = ML_MODEL_API_VERSION.split('/');

/**
 * Whether `entity` is ours to judge. A wrong version, or the kind in other
 * letters, is ours to complain about: the catalog by itself says no more than
 * that nobody knew the entity.
 */
export function isMeantAsModel(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === ML_MODEL_KIND.toLowerCase() &&
    entity.apiVersion.split('/')[0] === API_GROUP
  );
}
