import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { titleOf } from '@noshelfware/backstage-plugin-ml-models-common';

/** An answer, and what it has to be. */
export interface CheckedReference {
  ref: string;
  /** In lower case; undefined: any. */
  kinds?: string[];
  /** Whether the template makes it: then it must not be there. */
  isNew?: boolean;
}

type Entities = ReadonlyMap<string, Entity | undefined>;

/**
 * @param known - by ref: what is answered with, and the owners of what is taken
 * @returns what is wrong and what to do; undefined: it fits
 */
export function describeMisfit(
  { ref, isNew, kinds }: CheckedReference,
  known: Entities,
): string | undefined {
  const entity = known.get(ref);
  if (isNew) {
    return entity && describeTaken(ref, entity, known);
  }
  const kind = ref.slice(0, ref.indexOf(':'));
  if (kinds && !kinds.includes(kind)) {
    return `${nameOf(ref, known)} is of kind ${kind}. Choose a ${kinds.join(
      ' or ',
    )} of the catalog.`;
  }
  return entity
    ? undefined
    : `${ref} is not in the catalog, or not for you to see. Choose one that is, or register it in the catalog first.`;
}

/** @returns the refs of those who own it */
export function ownersOf({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

/** Title and ref: the ref is what another name makes different. */
function describeTaken(ref: string, entity: Entity, known: Entities): string {
  const owners = ownersOf(entity).map(owner => nameOf(owner, known));
  const whose = owners.length > 0 ? `, owned by ${owners.join(', ')}` : '';
  return `${titleOf(
    entity,
  )} (${ref}) is in the catalog already${whose}. Choose another name.`;
}

/** A ref only of what has no title, or none for the asker to see. */
function nameOf(ref: string, known: Entities): string {
  const entity = known.get(ref);
  return entity ? titleOf(entity) : ref;
}
