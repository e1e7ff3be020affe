import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns the owner's full ref, whether or not there is such an entity */
export function ownerOf(model: MlModelEntityV1alpha1): string {
  return (
    findRelated(model, RELATION_OWNED_BY) ??
    completeRef(model, model.spec.owner, 'group')
  );
}

/** @returns the system's full ref */
export function systemOf(model: MlModelEntityV1alpha1): string | undefined {
  const { system } = model.spec;
  return (
    findRelated(model, RELATION_PART_OF) ??
    (system && completeRef(model, system, 'system'))
  );
}

function findRelated(
  model: MlModelEntityV1alpha1,
  relation: string,
): string | undefined {
  return model.relations?.find(({ type }) => type === relation)?.targetRef;
}

/** For an entity that the catalog has not processed. */
function completeRef(
  model: MlModelEntityV1alpha1,
  ref: string,
  defaultKind: string,
): string {
  const defaultNamespace = model.metadata.namespace;
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind, defaultNamespace }),
  );
}
