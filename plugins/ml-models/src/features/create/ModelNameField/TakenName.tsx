import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import { useEntityNames } from '../../../components/EntityNames/useEntityNames';

/** That a name is taken, by whom, and what to do. */
export function TakenName({ model }: { model: Entity }) {
  const owners = getEntityRelations(model, RELATION_OWNED_BY);
  const names = useEntityNames(owners.map(owner => stringifyEntityRef(owner)));
  const whose = names.length > 0 ? `, owned by ${names.join(', ')}` : '';
  return (
    <>
      {`A model called ${model.metadata.name} is in the catalog already${whose}. Choose another name.`}
    </>
  );
}
