import { Knex } from 'knex';
import type { LiveVersion, LiveVersions } from '../performance/LiveVersions';
import { listLiveVersions } from './store/liveVersions';

/** Tells the judge of models which versions are live. */
export class DatabaseLiveVersions implements LiveVersions {
  constructor(private readonly database: Knex) {}

  async list(modelRefs: readonly string[]): Promise<LiveVersion[]> {
    const rows = await listLiveVersions(this.database, [...modelRefs]);
    return rows.map(row => ({
      modelRef: row.model_ref,
      environment: row.environment,
      version: row.version,
      sinceMs: new Date(row.since).getTime(),
    }));
  }
}
