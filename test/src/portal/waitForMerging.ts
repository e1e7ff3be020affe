import { PluginDatabase } from './PluginDatabase';
import { waitFor } from './waitFor';

const HOUR_S = 3_600;

/**
 * The task that merges begins two minutes after the portal, and comes every ten;
 * a backend that was killed while it merged keeps it for ten.
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
      return waiting.length === 0 ? untilS : undefined;
    },
    { timeoutMs: TIMEOUT_MS },
  );
}
