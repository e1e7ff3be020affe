import { Knex } from 'knex';
import { from as copyFrom, CopyStreamQuery } from 'pg-copy-streams';
import { pipeline } from 'stream/promises';
import {
  columnValues,
  INFERENCE_COLUMNS,
  NewInference,
  PREDICTION,
  PredictionOf,
  predictionValue,
} from '../InferenceRow';
import { CopyText } from './CopyText';

const COLUMNS = INFERENCE_COLUMNS.join(', ');

/** Some 100 rows; the connection takes larger pieces no faster. */
const PIECE_BYTES_MIN = 65_536;

/** What is used of a connection of the driver `pg`. */
interface PostgresConnection {
  query(stream: CopyStreamQuery): CopyStreamQuery;
}

/** Copies records into a table with the columns of `inference_records`. */
export async function copyRecords(
  trx: Knex.Transaction,
  table: string,
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Promise<void> {
  const connection: PostgresConnection = await trx.client.acquireConnection();
  const stream = connection.query(
    copyFrom(`COPY ${table} (${COLUMNS}) FROM STDIN`),
  );
  await pipeline(copyPieces(records, predictionOf), stream);
}

/** Stack traces may make a group larger than any text or buffer can be. */
function* copyPieces(
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Generator<Buffer> {
  let piece = new CopyText();
  for (const record of records) {
    const values = columnValues(record);
    values[PREDICTION] = predictionValue(record, predictionOf);
    piece.addRow(values);
    if (piece.length >= PIECE_BYTES_MIN) {
      yield piece.toBytes();
      piece = new CopyText();
    }
  }
  yield piece.toBytes();
}
