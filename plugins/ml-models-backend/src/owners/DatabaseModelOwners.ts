import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { ownerOf } from '../catalog/ownerOf';
import type { OwnerNoter } from '../deployments/OwnerNoter';
import { listLastOwners, noteOwners } from './modelOwners';

/** Keeps who owned models when. */
export class DatabaseModelOwners implements OwnerNoter {
  constructor(private readonly database: Knex) {}

  async note(model: MlModelEntityV1alpha1): Promise<void> {
    const modelRef = modelRefOfEntity(model);
    const last = await listLastOwners(this.database, [modelRef]);
    const seen = { modelRef, ownerRef: ownerOf(model) };
    await noteOwners(this.database, [seen], last);
  }
}
