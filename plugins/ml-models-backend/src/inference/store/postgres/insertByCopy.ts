import { Knex } from 'knex';
import { from as copyFrom, CopyStreamQuery } from 'pg-copy-streams';
import { pipeline } from 'stream/promises';
import {
  addPrediction,
  columnValues,
  INFERENCE_COLUMNS,
  NewInference,
  PredictionOf,
} from '../InferenceRow';
import { CopyText } from './CopyText';

const COLUMNS = INFERENCE_COLUMNS.join(', ');

/** Some 100 rows; the connection takes larger pieces no faster. */
const PIECE_BYTES_MIN = 65_536;

/** A table of the session, empty at the end of each transaction. */
const STAGING = 'incoming_inferences';

/** What is used of a connection of the driver `pg`. */
interface PostgresConnection {
  query(stream: CopyStreamQuery): CopyStreamQuery;
}

/**
 * Inserts the records that are not there yet: COPY into a staging table, which
 * takes a fraction of what statements with parameters take, and on from there.
 * Figures in docs/adr/0003.
 *
 * @returns those that were inserted
 */
export async function insertByCopy(
  trx: Knex.Transaction,
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Promise<readonly NewInference[]> {
  await trx.raw(
    `CREATE TEMPORARY TABLE IF NOT EXISTS ${STAGING} ON COMMIT DELETE ROWS
     AS SELECT ${COLUMNS} FROM inference_records WITH NO DATA`,
  );
  await copyRecords(trx, copyPieces(records, predictionOf));
  return insertStaged(trx, records);
}

async function copyRecords(
  trx: Knex.Transaction,
  pieces: Iterable<Buffer>,
): Promise<void> {
  const connection: PostgresConnection = await trx.client.acquireConnection();
  const stream = connection.query(
    copyFrom(`COPY ${STAGING} (${COLUMNS}) FROM STDIN`),
  );
  await pipeline(pieces, stream);
}

/** Stack traces may make a group larger than any text or buffer can be. */
function* copyPieces(
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Generator<Buffer> {
  let piece = new CopyText();
  for (const record of records) {
    piece.addRow(addPrediction(columnValues(record), record, predictionOf));
    if (piece.length >= PIECE_BYTES_MIN) {
      yield piece.toBytes();
      piece = new CopyText();
    }
  }
  yield piece.toBytes();
}

/** Asks for keys only where some were there already: most often none was. */
async function insertStaged(
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
