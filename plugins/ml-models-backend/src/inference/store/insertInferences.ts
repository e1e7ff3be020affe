import { Knex } from 'knex';
import { NewInferenceRow } from './InferenceRow';
import { InferenceTable, InsertedKey } from './InferenceTable';

/**
 * Inserts the rows that are not there yet. A key that occurs twice among them
 * is inserted once.
 *
 * @returns the indices of the rows that were inserted
 */
export async function insertInferences(
  trx: Knex.Transaction,
  table: InferenceTable,
  rows: readonly NewInferenceRow[],
): Promise<number[]> {
  const indexByKey = new Map<string, number>();
  rows.forEach((row, index) => {
    const key = keyOf(row);
    if (!indexByKey.has(key)) indexByKey.set(key, index);
  });
  const distinct = [...indexByKey.keys()]
    .sort()
    .flatMap(key => indexByKey.get(key) ?? []);
  if (distinct.length === 0) {
    return [];
  }
  const inserted = await table.insert(
    trx,
    distinct.map(index => rows[index]),
  );
  return inserted.flatMap(key => indexByKey.get(keyOf(key)) ?? []);
}

function keyOf(row: InsertedKey): string {
  return `${row.model_key} ${row.inference_id} ${row.row_index}`;
}
