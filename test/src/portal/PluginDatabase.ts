import Database from 'better-sqlite3';
import { join } from 'node:path';
import { Client } from 'pg';

/** The portal writes meanwhile, months of profiles in one transaction at most. */
const BUSY_TIMEOUT_MS = 60_000;

/** What the plugin has stored, past the backend. */
export interface PluginDatabase {
  query(sql: string): Promise<unknown[]>;
  execute(sql: string): Promise<void>;
  /** SQL for a number or text in a JSON column; null when it is missing. */
  valueIn(column: string, name: string): string;
  /** SQL for an instant, as a column of timestamps takes it. */
  instant(timeMs: number): string;
}

interface OpenDatabase extends PluginDatabase {
  close(): Promise<void>;
}

/**
 * @param portal.postgresUrl - of a PostgreSQL, without a database; default: the
 *   portal keeps files
 */
export async function withPluginDatabase<T>(
  portal: { dataDir: string; postgresUrl?: string },
  use: (database: PluginDatabase) => Promise<T>,
): Promise<T> {
  const database = portal.postgresUrl
    ? await openPostgres(portal.postgresUrl)
    : openSqlite(portal.dataDir);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const client = new Client({
    connectionString: `${url}/backstage_plugin_ml-models`,
  });
  await client.connect();
  return {
    query: async sql => (await client.query(sql)).rows,
    execute: async sql => {
      await client.query(sql);
    },
    valueIn: (column, name) => `${column} ->> '${name}'`,
    instant: timeMs => `to_timestamp(${timeMs} / 1000.0)`,
    close: () => client.end(),
  };
}

function openSqlite(dataDir: string): OpenDatabase {
  const database = new Database(join(dataDir, 'db/ml-models.sqlite'), {
    timeout: BUSY_TIMEOUT_MS,
  });
  return {
    query: async sql => database.prepare(sql).all(),
    execute: async sql => {
      database.exec(sql);
    },
    instant: String,
    // As PostgreSQL writes a boolean.
    valueIn: (column, name) =>
      `CASE json_type(${column}, '$.${name}')
         WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
         ELSE json_extract(${column}, '$.${name}') END`,
    close: async () => {
      database.close();
    },
  };
}
