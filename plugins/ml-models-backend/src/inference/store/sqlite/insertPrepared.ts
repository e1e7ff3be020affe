import { Knex } from 'knex';
import {
  ColumnValue,
  columnValues,
  INFERENCE_COLUMNS,
  NewInference,
} from '../InferenceRow';

const INSERT = `INSERT INTO inference_records (${INFERENCE_COLUMNS.join(', ')})
  VALUES (${INFERENCE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`;

/** What is used of a connection of the driver `better-sqlite3`. */
interface SqliteConnection {
  prepare(sql: string): {
    run(values: readonly ColumnValue[]): { changes: number };
  };
}

/**
 * Inserts the records that are not there yet: one statement, prepared once, for
 * each. Knex would build and parse a statement as long as all rows together.
 *
 * @returns those that were inserted
 */
export async function insertPrepared(
  trx: Knex.Transaction,
  records: readonly NewInference[],
): Promise<NewInference[]> {
  const connection: SqliteConnection = await trx.client.acquireConnection();
  const statement = connection.prepare(INSERT);
  return records.filter(
    record => statement.run(columnValues(record)).changes > 0,
  );
}
