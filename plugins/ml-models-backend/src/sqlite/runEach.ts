import { Knex } from 'knex';
import { PackedRows, unpackRows } from './RowPacker';
import { SqliteSession } from './SqliteSession';

/** What is used of a connection of the driver `better-sqlite3`. */
interface DirectConnection {
  prepare(sql: string): {
    run(values: readonly unknown[]): { changes: number };
  };
}

/**
 * Prepares one statement and runs it with the values of each row, past knex.
 *
 * @returns how many rows of the table each has changed
 */
export async function runEach(
  trx: Knex.Transaction,
  sql: string,
  rows: PackedRows,
): Promise<number[]> {
  const connection: SqliteSession | DirectConnection =
    await trx.client.acquireConnection();
  if (connection instanceof SqliteSession) {
    return connection.runEach(sql, rows);
  }
  const statement = connection.prepare(sql);
  return Array.from(unpackRows(rows), values => statement.run(values).changes);
}
