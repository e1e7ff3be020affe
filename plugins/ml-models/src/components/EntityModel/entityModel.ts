import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  DEFAULT_NAMESPACE,
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import {
  isMlModelEntity,
  RetrainGate,
  retrainOf,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** How a page of a model names it, to people and to the HTTP API. */
export interface EntityModel {
  /** e.g. `mlmodel:default/flight-delay`. */
  modelRef: string;
  namespace: string;
  name: string;
  title: string;
  /** Entity refs; as people name them: `useEntityNames`. */
  ownerRefs: string[];
  /** The systems that it is part of; most models have one or none. */
  systemRefs: string[];
  /** Inputs whose values are told apart, e.g. `inputs.carrier`. */
  slices: readonly string[];
  /** What a retrained version has to be beside the live one; absent: it is no model. */
  retrainGate?: RetrainGate;
  /** Id of the serving runtime that it names; absent: none. */
  servingRuntime?: string;
  /** Where its code is said to be; absent: its entity does not say. */
  sourceLocation?: string;
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
    ownerRefs: getEntityRelations(entity, RELATION_OWNED_BY).map(
      stringifyEntityRef,
    ),
    systemRefs: getEntityRelations(entity, RELATION_PART_OF, {
      kind: 'system',
    }).map(stringifyEntityRef),
    slices: slicesOf(entity),
    retrainGate: isMlModelEntity(entity) ? retrainOf(entity).gate : undefined,
    servingRuntime: isMlModelEntity(entity)
      ? entity.spec.serving?.runtime
      : undefined,
    sourceLocation: sourceLocationOf(entity),
  };
}

function slicesOf(entity: Entity): readonly string[] {
  return isMlModelEntity(entity) ? entity.spec.monitoring?.slices ?? [] : [];
}

/** As the HTTP API looks for it: what is registered from a file has none. */
function sourceLocationOf(entity: Entity): string | undefined {
  const { annotations = {} } = entity.metadata;
  return [
    annotations[ANNOTATION_SOURCE_LOCATION],
    annotations[ANNOTATION_LOCATION],
  ]
    .find(location => location?.startsWith('url:'))
    ?.replace(/^url:/, '');
}

/** The model of the entity page that the component stands on. */
export function useEntityModel(): EntityModel {
  const { entity } = useEntity();
  return entityModel(entity);
}
