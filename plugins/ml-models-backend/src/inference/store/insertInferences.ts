import { Knex } from 'knex';
import { INFERENCE_COLUMNS, NewInferenceRow } from './InferenceRow';

/**
 * Rows in one statement: 25 columns × 1,000 stay below the 32,766 parameters of
 * SQLite and the 65,535 of PostgreSQL.
 */
const ROWS_PER_STATEMENT = 1_000;

/**
 * Inserts the rows that are not there yet. A key that occurs twice among them
 * is inserted once.
 *
 * @returns the indices of the rows that were inserted
 */
export async function insertInferences(
  trx: Knex.Transaction,
  rows: readonly NewInferenceRow[],
): Promise<number[]> {
  const indexByKey = new Map<string, number>();
  rows.forEach((row, index) => {
    const key = keyOf(row);
    if (!indexByKey.has(key)) indexByKey.set(key, index);
  });
  // In the order of the key, so that two replicas with the same records never
  // wait for each other.
  const distinct = [...indexByKey.keys()]
    .sort()
    .flatMap(key => indexByKey.get(key) ?? []);
  const inserted: number[] = [];
  for (let i = 0; i < distinct.length; i += ROWS_PER_STATEMENT) {
    const chunk = distinct.slice(i, i + ROWS_PER_STATEMENT);
    for (const key of await insertChunk(
      trx,
      chunk.map(at => rows[at]),
    )) {
      const index = indexByKey.get(key);
      if (index !== undefined) inserted.push(index);
    }
  }
  return inserted;
}

async function insertChunk(
  trx: Knex.Transaction,
  rows: readonly NewInferenceRow[],
): Promise<string[]> {
  // Written out, because building as much with knex takes longer than running it.
  const row = `(${INFERENCE_COLUMNS.map(() => '?').join(',')})`;
  const sql = `INSERT INTO inference_records (${INFERENCE_COLUMNS.join(',')})
    VALUES ${rows.map(() => row).join(',')}
    ON CONFLICT DO NOTHING
    RETURNING model_key, inference_id, row_index`;
  const values = rows.flatMap(each => INFERENCE_COLUMNS.map(it => each[it]));
  const result = await trx.raw(sql, values);
  return returnedRows(result).map(keyOf);
}

interface ReturnedKey {
  model_key: NewInferenceRow['model_key'];
  inference_id: NewInferenceRow['inference_id'];
  row_index: NewInferenceRow['row_index'];
}

/** PostgreSQL wraps what it returns; SQLite does not. */
function returnedRows(
  result: ReturnedKey[] | { rows: ReturnedKey[] },
): ReturnedKey[] {
  return Array.isArray(result) ? result : result.rows;
}

function keyOf(row: ReturnedKey): string {
  return `${row.model_key} ${row.inference_id} ${row.row_index}`;
}
