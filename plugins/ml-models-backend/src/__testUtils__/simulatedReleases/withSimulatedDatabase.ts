import makeKnex, { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../database';

/**
 * Runs `use` against a database of its own, opened as the plugin opens it.
 *
 * @param postgresUrl - of an empty database; default: a file of SQLite
 */
export async function withSimulatedDatabase<T>(
  use: (database: Knex) => Promise<T>,
  postgresUrl?: string,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'noshelfware-releases-'));
  const knex = makeKnex(
    postgresUrl
      ? { client: 'pg', connection: postgresUrl }
      : {
          client: 'better-sqlite3',
          connection: { filename: join(folder, 'ml-models.sqlite') },
          useNullAsDefault: true,
          // As Backstage opens it: all work of a process goes over one connection.
          pool: { min: 1, max: 1 },
        },
  );
  try {
    return await use(await openDatabase({ getClient: async () => knex }));
  } finally {
    await knex.destroy();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
