import { Knex } from 'knex';
import type {
  LiveVersion,
  LiveVersions,
  StoppedVersion,
} from '../performance/LiveVersions';
import { listStoppedTargets } from './store/findNewestDeployments';
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

  async listStopped(modelRefs: readonly string[]): Promise<StoppedVersion[]> {
    const stops = await listStoppedTargets(this.database, [...modelRefs]);
    return stops.flatMap(({ model_ref: modelRef, environment, ...stop }) =>
      stop.version === null || stop.ended_at === null
        ? []
        : [
            {
              modelRef,
              environment,
              version: stop.version,
              untilMs: new Date(stop.ended_at).getTime(),
            },
          ],
    );
  }
}
