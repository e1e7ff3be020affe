import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { ownerOf } from '../catalog/ownerOf';
import { listLastOwners, noteOwners } from './modelOwners';

export interface LookAtOwnersOptions {
  /** With the plugin's own eyes: all models. */
  catalog: { listModels(): Promise<MlModelEntityV1alpha1[]> };
  database: Knex;
}

/**
 * Notes which models the catalog says have another owner than before.
 *
 * @throws whatever the catalog does; nothing is noted then
 */
export async function lookAtOwners({
  catalog,
  database,
}: LookAtOwnersOptions): Promise<void> {
  const last = await listLastOwners(database);
  const models = await catalog.listModels();
  await noteOwners(
    database,
    models.map(model => ({
      modelRef: modelRefOfEntity(model),
      ownerRef: ownerOf(model),
    })),
    last,
  );
}
