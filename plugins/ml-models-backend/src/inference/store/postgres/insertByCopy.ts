import { Knex } from 'knex';
import { from as copyFrom, CopyStreamQuery } from 'pg-copy-streams';
import { pipeline } from 'stream/promises';
import { INFERENCE_COLUMNS, NewInferenceRow } from '../InferenceRow';
import { InsertedKey } from '../InferenceTable';

const COLUMNS = INFERENCE_COLUMNS.join(', ');

/** Some 100 rows; the connection takes larger pieces no faster. */
const PIECE_LENGTH_MIN = 65_536;

/** A table of the session, empty at the end of each transaction. */
const STAGING = 'incoming_inferences';

/** What is used of a connection of the driver `pg`. */
interface PostgresConnection {
  query(stream: CopyStreamQuery): CopyStreamQuery;
}

/**
 * Inserts the rows that are not there yet: COPY into a staging table, which takes
 * a fraction of what statements with parameters take, and on from there.
 * Figures in docs/adr/0003.
 */
export async function insertByCopy(
  trx: Knex.Transaction,
  rows: readonly NewInferenceRow[],
): Promise<InsertedKey[]> {
  await trx.raw(
    `CREATE TEMPORARY TABLE IF NOT EXISTS ${STAGING} ON COMMIT DELETE ROWS
     AS SELECT ${COLUMNS} FROM inference_records WITH NO DATA`,
  );
  await copyRows(trx, rows);
  const inserted = await trx.raw<{ rows: InsertedKey[] }>(
    `INSERT INTO inference_records (${COLUMNS})
     SELECT ${COLUMNS} FROM ${STAGING}
     ON CONFLICT DO NOTHING
     RETURNING model_key, inference_id, row_index`,
  );
  return inserted.rows;
}

async function copyRows(
  trx: Knex.Transaction,
  rows: readonly NewInferenceRow[],
): Promise<void> {
  const connection: PostgresConnection = await trx.client.acquireConnection();
  const stream = connection.query(
    copyFrom(`COPY ${STAGING} (${COLUMNS}) FROM STDIN`),
  );
  await pipeline(copyPieces(rows), stream);
}

/** All rows in one text may be longer than a text can be. */
function* copyPieces(rows: readonly NewInferenceRow[]): Generator<string> {
  let piece = '';
  for (const row of rows) {
    piece += toCopyLine(row);
    if (piece.length >= PIECE_LENGTH_MIN) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** https://www.postgresql.org/docs/current/sql-copy.html, "Text Format" */
function toCopyLine(row: NewInferenceRow): string {
  let line = '';
  for (const column of INFERENCE_COLUMNS) {
    line += `${line && '\t'}${toCopyText(row[column])}`;
  }
  return `${line}\n`;
}

const ESCAPED = /[\\\n\r\t]/;
const EACH_ESCAPED = /[\\\n\r\t]/g;
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function toCopyText(value: string | number | boolean | null): string {
  if (value === null) {
    return '\\N';
  }
  return typeof value === 'string' && ESCAPED.test(value)
    ? value.replace(EACH_ESCAPED, character => ESCAPES[character])
    : String(value);
}
