import { PluginDatabase } from './PluginDatabase';
import { waitFor } from './waitFor';

const HOUR_S = 3_600;

/**
 * The task that merges begins two minutes after the portal; a backend that was
 * killed while it merged keeps it for ten.
 */
const TIMEOUT_MS = 30 * 60 * 1000;

/**
 * Waits until the windows of all hours that are long over have been merged, as
 * they are in a portal that has been running.
 *
 * @returns when those hours end, in seconds since the epoch
 */
export async function waitForMerging(
  database: PluginDatabase,
): Promise<number> {
  return waitFor(
    'profiles to be merged',
    async () => {
      const untilS = Math.floor(Date.now() / 1000 / HOUR_S - 1) * HOUR_S;
      const waiting = await database.query(
        `SELECT 1 FROM profile_windows
         WHERE writer <> 'merged' AND start_s < ${untilS}
         UNION ALL
         SELECT 1 FROM profile_features
         WHERE writer <> 'merged' AND start_s < ${untilS}
         LIMIT 1`,
      );
      if (waiting.length === 0) return untilS;
      await runSoon(database);
      return undefined;
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** As Backstage's own way to trigger a task does; it would come every ten minutes. */
async function runSoon(database: PluginDatabase): Promise<void> {
  await database.execute(
    `UPDATE backstage_backend_tasks__tasks
     SET next_run_start_at = CURRENT_TIMESTAMP
     WHERE id = 'ml-models-roll-up-profiles'
       AND current_run_ticket IS NULL
       AND next_run_start_at > CURRENT_TIMESTAMP`,
  );
}
