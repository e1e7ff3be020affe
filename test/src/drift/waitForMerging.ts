import Database from 'better-sqlite3';
import { z } from 'zod';
import { waitFor } from '../portal/waitFor';

const countSchema = z.object({ waiting: z.number() });

const HOUR_S = 3_600;

/** The task that merges begins two minutes after the portal, and comes every ten. */
const TIMEOUT_MS = 15 * 60 * 1000;

/**
 * Waits until the windows of all hours that are long over have been merged, as
 * they are in a portal that has been running.
 *
 * @param file - of the plugin's database
 */
export async function waitForMerging(file: string): Promise<void> {
  const database = new Database(file, { readonly: true });
  try {
    const count = database.prepare(
      `SELECT count(*) AS waiting FROM profile_features
       WHERE writer <> 'merged' AND start_s < ?`,
    );
    await waitFor(
      'profiles to be merged',
      async () => {
        const dueS = Date.now() / 1000 - 2 * HOUR_S;
        const { waiting } = countSchema.parse(count.get(dueS));
        return waiting === 0 ? true : undefined;
      },
      TIMEOUT_MS,
    );
  } finally {
    database.close();
  }
}
