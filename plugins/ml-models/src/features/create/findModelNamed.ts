import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/** @returns the model that has the name; undefined: none that one may see */
export async function findModelNamed(
  name: string,
  catalog: Pick<CatalogApi, 'getEntitiesByRefs'>,
): Promise<Entity | undefined> {
  const ref = stringifyEntityRef({
    kind: 'MlModel',
    namespace: 'default',
    name,
  });
  // Asked as one of a list: a single one that is not there fails in the console.
  const { items } = await catalog.getEntitiesByRefs({ entityRefs: [ref] });
  return items[0];
}
