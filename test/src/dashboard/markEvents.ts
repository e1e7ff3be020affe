import { IngestTarget } from '../ingest/prepareModel';
import { PluginDatabase } from '../portal/PluginDatabase';

const HOUR_MS = 60 * 60 * 1000;

/** A fault that began and was over again this much later. */
const TROUBLE_MS = 6 * HOUR_MS;

/** A version that went live. */
export interface Release {
  target: IngestTarget;
  liveMs: number;
}

/**
 * Stores what cannot be had without months of waiting, in the rows that the
 * backend would have written: a deployment of each version, and a week later a
 * change of its verdict and back.
 */
export async function markEvents(
  database: PluginDatabase,
  releases: readonly Release[],
): Promise<void> {
  for (const { target, liveMs } of releases) {
    const at = database.instant(liveMs);
    await database.execute(
      `INSERT INTO deployments (id, model_ref, environment, status, version,
         "trigger", created_at, ended_at, runtime)
       VALUES ('${liveMs}', '${target.modelRef}', 'production', 'live',
         ${target.version}, 'manual', ${at}, ${at}, 'local')`,
    );
    const troubledMs = liveMs + 7 * 24 * HOUR_MS;
    await markVerdict(database, target, troubledMs, ['healthy', 'degraded']);
    await markVerdict(database, target, troubledMs + TROUBLE_MS, [
      'degraded',
      'healthy',
    ]);
  }
}

async function markVerdict(
  database: PluginDatabase,
  { modelRef, version }: IngestTarget,
  atMs: number,
  [from, to]: [string, string],
): Promise<void> {
  await database.execute(
    `INSERT INTO verdict_changes (model_ref, environment, version, at_s,
       from_state, to_state, reason)
     VALUES ('${modelRef}', 'production', ${version},
       ${Math.floor(
         atMs / 1000,
       )}, '${from}', '${to}', 'More errors than usual')`,
  );
}
