import {
  getEntityRelations,
  useEntity,
  useRelatedEntities,
} from '@backstage/plugin-catalog-react';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import Alert from '@material-ui/lab/Alert';

/** Says so when the catalog does not know the model's owner. */
export function OwnerNotice() {
  const { entity } = useEntity();
  const { entities } = useRelatedEntities(entity, { type: RELATION_OWNED_BY });
  const known = entities?.map(stringifyEntityRef);
  const unknown = getEntityRelations(entity, RELATION_OWNED_BY)
    .map(stringifyEntityRef)
    .filter(ref => known && !known.includes(ref));
  if (unknown.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning" role="status">
      Its owner, {unknown.join(', ')}, is not in the catalog, so nobody answers
      for this model. Correct <code>spec.owner</code> in its catalog-info.yaml
      and push, or add the owner to the catalog.
    </Alert>
  );
}
