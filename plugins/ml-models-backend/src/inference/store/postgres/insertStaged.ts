import { Knex } from 'knex';
import { INFERENCE_COLUMNS, NewInference, PredictionOf } from '../InferenceRow';
import { copyRecords } from './copyRecords';

const COLUMNS = INFERENCE_COLUMNS.join(', ');

/** A table of the session, empty at the end of each transaction. */
const STAGING = 'incoming_inferences';

/**
 * Inserts the records that are not there yet: COPY into a staging table, which
 * takes a fraction of what statements with parameters take, and on from there.
 *
 * @returns those that were inserted
 */
export async function insertStaged(
  trx: Knex.Transaction,
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Promise<readonly NewInference[]> {
  await trx.raw(
    `CREATE TEMPORARY TABLE IF NOT EXISTS ${STAGING} ON COMMIT DELETE ROWS
     AS SELECT ${COLUMNS} FROM inference_records WITH NO DATA`,
  );
  await copyRecords(trx, STAGING, records, predictionOf);
  return insertFromStaging(trx, records);
}

/** Asks for keys only where some were there already. */
async function insertFromStaging(
  trx: Knex.Transaction,
  records: readonly NewInference[],
): Promise<readonly NewInference[]> {
  const { rows } = await trx.raw<{
    rows: { inserted: number; keys: string[] | null }[];
  }>(
    `WITH inserted AS (
       INSERT INTO inference_records (${COLUMNS})
       SELECT ${COLUMNS} FROM ${STAGING}
       ON CONFLICT DO NOTHING
       RETURNING model_key, inference_id, row_index
     )
     SELECT count(*)::int AS inserted,
       array_agg(concat_ws(' ', model_key, inference_id, row_index))
         FILTER (WHERE (SELECT count(*) FROM inserted) < ?) AS keys
     FROM inserted`,
    [records.length],
  );
  const [{ inserted, keys }] = rows;
  if (inserted === records.length) {
    return records;
  }
  const insertedKeys = new Set(keys);
  return records.filter(record => insertedKeys.has(keyOf(record)));
}

/** As the statement above writes it. */
function keyOf({ modelKey, inference }: NewInference): string {
  return `${modelKey} ${inference.inferenceId} ${inference.row}`;
}
