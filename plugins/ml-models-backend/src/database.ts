import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { nameUnreachable } from './postgres/nameUnreachable';
import { moveToThread } from './sqlite/moveToThread';

/**
 * An acknowledged inference record must survive a power cut, hence FULL; WAL
 * keeps readers from waiting for the writer; a statement waits up to 5 s for
 * another process that holds the file. The WAL goes into the file after 8,000
 * pages (32 MB) instead of 1,000: pages that many commits write to go once.
 */
const SQLITE_PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'busy_timeout = 5000',
  'wal_autocheckpoint = 8000',
];

/** @returns the plugin's database, tuned and migrated */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await open(database);
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

async function open(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  // Values of a statement that failed belong neither in a log nor in an answer.
  knex.client.config.compileSqlOnError = false;
  if (!isSqlite(knex)) {
    nameUnreachable(knex);
  } else if (hasFile(knex)) {
    moveToThread(knex, SQLITE_PRAGMAS);
  }
  return knex;
}

/** One in memory is for tests and development, and may come with contents. */
function hasFile(knex: Knex): boolean {
  const { connection } = knex.client.config;
  return (
    typeof connection?.filename === 'string' &&
    connection.filename !== ':memory:'
  );
}

export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@noshelfware/backstage-plugin-ml-models-backend',
      'migrations',
    ),
  });
}

export function isSqlite(knex: Knex): boolean {
  return knex.client.dialect === 'sqlite3';
}
