import { Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  isMlModelEntity,
  ML_MODEL_API_VERSION,
  ML_MODEL_KIND,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { relationsOf } from './relationsOf';
import { assertValidMlModel } from './validation/assertValidMlModel';

const [API_GROUP] = ML_MODEL_API_VERSION.split('/');

/** Makes the catalog know kind `MlModel`. */
export class MlModelEntityProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'MlModelEntityProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!claimsToBeOurs(entity)) {
      return false;
    }
    assertValidMlModel(entity);
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isMlModelEntity(entity)) {
      for (const relation of relationsOf(entity)) {
        emit(processingResult.relation(relation));
      }
    }
    return entity;
  }
}

/**
 * A wrong version, or the kind in other letters, is ours to complain about:
 * the catalog by itself says no more than that nobody knew the entity.
 */
function claimsToBeOurs(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === ML_MODEL_KIND.toLowerCase() &&
    entity.apiVersion.split('/')[0] === API_GROUP
  );
}
