import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { moveToThread } from './sqlite/moveToThread';

/** How long a statement waits for another process that holds the file. */
const SQLITE_BUSY_TIMEOUT_MS = 5_000;

/** @returns the plugin's database, tuned and migrated */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await open(database);
  if (isSqlite(knex)) {
    await tuneSqlite(knex);
  }
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

async function open(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  // Values of a statement that failed belong neither in a log nor in an answer.
  knex.client.config.compileSqlOnError = false;
  if (isSqlite(knex) && hasFile(knex)) {
    moveToThread(knex);
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

/** Transactions by which inference records are stored at once: SQLite has a single writer. */
export function recordTransactionsMax(knex: Knex): number {
  return isSqlite(knex) ? 1 : 2;
}

/**
 * An acknowledged inference record must survive a power cut, hence FULL; WAL
 * keeps readers from waiting for the writer. Settings of a connection, and knex
 * keeps a single one to a SQLite file.
 */
async function tuneSqlite(knex: Knex): Promise<void> {
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = FULL');
  await knex.raw(`PRAGMA busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`);
}
