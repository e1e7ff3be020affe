import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  MlModelEntityV1alpha1,
  RELATION_SERVED_BY,
  RELATION_SERVES,
} from '@noshelfware/backstage-plugin-ml-models-common';

interface RelationField {
  field: 'owner' | 'system' | 'dependsOn' | 'servedBy';
  defaultKind?: string;
  /** From the model. */
  outgoing: string;
  /** To the model. */
  incoming: string;
}

const RELATION_FIELDS: RelationField[] = [
  {
    field: 'owner',
    defaultKind: 'Group',
    outgoing: RELATION_OWNED_BY,
    incoming: RELATION_OWNER_OF,
  },
  {
    field: 'system',
    defaultKind: 'System',
    outgoing: RELATION_PART_OF,
    incoming: RELATION_HAS_PART,
  },
  {
    field: 'dependsOn',
    outgoing: RELATION_DEPENDS_ON,
    incoming: RELATION_DEPENDENCY_OF,
  },
  {
    field: 'servedBy',
    defaultKind: 'Component',
    outgoing: RELATION_SERVED_BY,
    incoming: RELATION_SERVES,
  },
];

/** @returns each relation of a valid model, in both directions */
export function relationsOf(
  entity: MlModelEntityV1alpha1,
): EntityRelationSpec[] {
  const self = getCompoundEntityRef(entity);
  return RELATION_FIELDS.flatMap(({ field, defaultKind, outgoing, incoming }) =>
    [entity.spec[field] ?? []].flat().flatMap(ref => {
      const target = parseEntityRef(ref, {
        defaultKind,
        defaultNamespace: self.namespace,
      });
      return [
        { source: self, type: outgoing, target },
        { source: target, type: incoming, target: self },
      ];
    }),
  );
}
