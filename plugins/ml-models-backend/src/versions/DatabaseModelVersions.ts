import { Knex } from 'knex';
import { DatabaseInstant } from '../databaseInstant';
import type { ModelVersions } from '../models/ModelVersions';
import { findNewestVersions, findVersion } from './findVersions';
import { exampleInputsOf, reportOf } from './VersionRow';
import { noteModels } from './versionNumbers';

/** Gives the pages about models what they show of versions. */
export class DatabaseModelVersions implements ModelVersions {
  constructor(private readonly database: Knex) {}

  async findNewest(modelRefs: string[]): Promise<Map<string, number>> {
    return findNewestVersions(this.database, modelRefs);
  }

  async noteFirstSeen(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, Date>> {
    const seen = await this.readFirstSeen(modelRefs);
    const unseen = modelRefs.filter(ref => !seen.has(ref));
    if (unseen.length === 0) {
      return seen;
    }
    await noteModels(this.database, unseen, now);
    return this.readFirstSeen(modelRefs);
  }

  async findExample(modelRef: string, version: number) {
    const row = await findVersion(this.database, modelRef, version);
    const inputs = row && exampleInputsOf(row);
    return inputs && { inputs, signature: reportOf(row)?.signature };
  }

  private async readFirstSeen(modelRefs: string[]): Promise<Map<string, Date>> {
    const rows = await this.database('models')
      .whereIn('model_ref', modelRefs)
      .select<Array<{ model_ref: string; first_seen_at: DatabaseInstant }>>(
        'model_ref',
        'first_seen_at',
      );
    return new Map(
      rows.map(row => [row.model_ref, new Date(row.first_seen_at)]),
    );
  }
}
