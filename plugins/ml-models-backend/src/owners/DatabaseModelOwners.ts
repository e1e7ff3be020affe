import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { ownerOf } from '../catalog/ownerOf';
import type { OwnerNoter } from '../deployments/OwnerNoter';
import { toInstant } from '../databaseInstant';
import type { OwnerHistory } from '../pointInTime/OwnerHistory';
import { listLastOwners, listOwners, noteOwners } from './modelOwners';

/** Keeps who owned models when. */
export class DatabaseModelOwners implements OwnerNoter, OwnerHistory {
  constructor(private readonly database: Knex) {}

  async note(model: MlModelEntityV1alpha1): Promise<void> {
    const modelRef = modelRefOfEntity(model);
    const last = await listLastOwners(this.database, [modelRef]);
    const seen = { modelRef, ownerRef: ownerOf(model) };
    await noteOwners(this.database, [seen], last);
  }

  async findAt(modelRef: string, at: Date) {
    const owners = (await listOwners(this.database, modelRef)).map(row => ({
      ownerRef: row.owner_ref,
      since: toInstant(row.since),
    }));
    const index = owners.findLastIndex(
      ({ since }) => Date.parse(since) <= at.getTime(),
    );
    return {
      owner:
        index < 0
          ? undefined
          : {
              ...owners[index],
              isFirstSeen: index === 0,
              until: owners.at(index + 1)?.since,
            },
      ownersKnownSince: owners.at(0)?.since,
    };
  }
}
