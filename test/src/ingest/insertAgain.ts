import Database from 'better-sqlite3';
import { z } from 'zod';

/** As many as the backend commits at once under load. */
const ROWS_PER_TRANSACTION = 2_000;

const rowsSchema = z.array(
  z.array(z.union([z.string(), z.number(), z.null()])),
);
const statementsSchema = z.array(z.object({ sql: z.string() }));

/**
 * Inserts the rows of a log into another file with the same table and indexes, as
 * durably, by a statement that is prepared once; with SQLite's defaults otherwise.
 *
 * @param file - of the log
 * @param scratchFile - made for it
 * @returns rows per second
 */
export function insertAgain(file: string, scratchFile: string): number {
  const log = new Database(file, { readonly: true });
  const scratch = new Database(scratchFile);
  try {
    scratch.pragma('journal_mode = WAL');
    scratch.pragma('synchronous = FULL');
    const statements = log
      .prepare(
        `SELECT sql FROM sqlite_master
         WHERE tbl_name = 'inference_records' AND sql IS NOT NULL
         ORDER BY type DESC`,
      )
      .all();
    statementsSchema.parse(statements).forEach(({ sql }) => scratch.exec(sql));
    const rows = rowsSchema.parse(
      log.prepare('SELECT * FROM inference_records').raw().all(),
    );
    return insertAll(scratch, rows);
  } finally {
    scratch.close();
    log.close();
  }
}

function insertAll(
  database: Database.Database,
  rows: z.infer<typeof rowsSchema>,
): number {
  const places = rows[0].map(() => '?').join(', ');
  const statement = database.prepare(
    `INSERT INTO inference_records VALUES (${places})`,
  );
  const insert = database.transaction((some: typeof rows) => {
    for (const row of some) statement.run(row);
  });
  const startedAt = performance.now();
  for (let i = 0; i < rows.length; i += ROWS_PER_TRANSACTION) {
    insert(rows.slice(i, i + ROWS_PER_TRANSACTION));
  }
  return (rows.length * 1000) / (performance.now() - startedAt);
}
