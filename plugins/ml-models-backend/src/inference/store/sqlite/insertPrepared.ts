import { Knex } from 'knex';
import { runEach } from '../../../sqlite/runEach';
import { columnValues, INFERENCE_COLUMNS, NewInference } from '../InferenceRow';

const INSERT = `INSERT INTO inference_records (${INFERENCE_COLUMNS.join(', ')})
  VALUES (${INFERENCE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`;

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
  const changes = await runEach(trx, INSERT, records.map(columnValues));
  return records.filter((_, at) => changes[at] > 0);
}
