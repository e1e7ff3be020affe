import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { isMlModelEntity } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  findModelProblems,
  isMeantAsModel,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { relationsOf } from './relationsOf';

/** Makes the catalog know kind `MlModel`. */
export class MlModelEntityProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'MlModelEntityProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isMeantAsModel(entity)) {
      return false;
    }
    const problems = findModelProblems(entity);
    if (problems.length > 0) {
      throw new InputError(problems.join('. '));
    }
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
