import { Knex } from 'knex';
import { INFERENCE_COLUMNS, NewInferenceRow } from '../InferenceRow';

const INSERT = `INSERT INTO inference_records (${INFERENCE_COLUMNS.join(', ')})
  VALUES (${INFERENCE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`;

/** What is used of a connection of the driver `better-sqlite3`. */
interface SqliteConnection {
  prepare(sql: string): {
    run(values: readonly (string | number | null)[]): { changes: number };
  };
}

/**
 * Inserts the rows that are not there yet: one statement, prepared once, for each
 * row. Knex would build and parse a statement as long as all rows together.
 *
 * @returns the rows that were inserted
 */
export async function insertPrepared(
  trx: Knex.Transaction,
  rows: readonly NewInferenceRow[],
): Promise<NewInferenceRow[]> {
  const connection: SqliteConnection = await trx.client.acquireConnection();
  const statement = connection.prepare(INSERT);
  return rows.filter(row => {
    const values = INFERENCE_COLUMNS.map(column => toSqlite(row[column]));
    return statement.run(values).changes > 0;
  });
}

function toSqlite(
  value: NewInferenceRow[keyof NewInferenceRow],
): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
