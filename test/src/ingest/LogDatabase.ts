import Database from 'better-sqlite3';
import { join } from 'node:path';
import { Client } from 'pg';

/** What is stored, read past the backend. */
export interface LogDatabase {
  query(sql: string): Promise<unknown[]>;
  /** SQL for a number or text in a JSON column; null when it is missing. */
  valueIn(column: string, name: string): string;
  close(): Promise<void>;
}

/** @param url - of a PostgreSQL, without a database */
export async function openPostgresLog(url: string): Promise<LogDatabase> {
  const client = new Client({
    connectionString: `${url}/backstage_plugin_ml-models`,
  });
  await client.connect();
  return {
    query: async sql => (await client.query(sql)).rows,
    valueIn: (column, name) => `${column} ->> '${name}'`,
    close: () => client.end(),
  };
}

export function openSqliteLog(dataDir: string): LogDatabase {
  const database = new Database(join(dataDir, 'db/ml-models.sqlite'), {
    readonly: true,
  });
  return {
    query: async sql => database.prepare(sql).all(),
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
