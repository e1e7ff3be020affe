import { Knex } from 'knex';
import { SqliteSession } from './SqliteSession';

/** What is used of a connection of the driver `better-sqlite3`. */
interface DirectConnection {
  prepare(sql: string): {
    run(values: readonly unknown[]): { changes: number };
  };
}

/**
 * Prepares one statement and runs it with each of the bindings, past knex.
 *
 * @returns how many rows each has changed
 */
export async function runEach(
  trx: Knex.Transaction,
  sql: string,
  bindings: readonly unknown[][],
): Promise<number[]> {
  const connection: SqliteSession | DirectConnection =
    await trx.client.acquireConnection();
  if (connection instanceof SqliteSession) {
    return connection.runEach(sql, bindings);
  }
  const statement = connection.prepare(sql);
  return bindings.map(values => statement.run(values).changes);
}
