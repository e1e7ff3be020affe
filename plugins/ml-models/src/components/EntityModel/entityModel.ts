import {
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';

/** How a page of a model names it, to people and to the HTTP API. */
export interface EntityModel {
  /** e.g. `mlmodel:default/flight-delay`. */
  modelRef: string;
  namespace: string;
  name: string;
  title: string;
}

/** @returns whether the entity is a model; the condition of our tabs and cards */
export function isMlModel(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'mlmodel';
}

export function entityModel(entity: Entity): EntityModel {
  const { name, title, namespace = DEFAULT_NAMESPACE } = entity.metadata;
  return {
    modelRef: stringifyEntityRef(entity),
    namespace,
    name,
    title: title ?? name,
  };
}

/** The model of the entity page that the component stands on. */
export function useEntityModel(): EntityModel {
  const { entity } = useEntity();
  return entityModel(entity);
}
