import { Knex } from 'knex';
import { MERGED_WRITER } from './WindowKey';

/** A stretch of time of one model, which begins where a longer window does. */
export interface Span {
  modelRef: string;
  startS: number;
  lengthS: number;
}

/** 10 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

/** Written out, as the partial indexes have it. */
export const UNMERGED = `writer <> '${MERGED_WRITER}'`;

export interface LockRowsOptions {
  table: string;
  span: Span;
  /** What is to be locked: what writers wrote, or merged rows of one length. */
  of: 'unmerged' | { mergedGranularity: number };
  /** The key of a row, so that two never wait for each other. */
  orderBy: readonly string[];
}

/** Reads rows of a span and keeps others from changing them. */
export async function lockRows<Row>(
  trx: Knex.Transaction,
  { table, span, of, orderBy }: LockRowsOptions,
): Promise<Row[]> {
  const query = trx(table)
    .where('model_ref', span.modelRef)
    .where('start_s', '>=', span.startS)
    .where('start_s', '<', span.startS + span.lengthS)
    .orderBy([...orderBy])
    .forUpdate();
  return of === 'unmerged'
    ? query.whereRaw(UNMERGED).select()
    : query
        .where({ granularity: of.mergedGranularity, writer: MERGED_WRITER })
        .select();
}

/**
 * Deletes these very rows: one that came after they were read stays.
 *
 * @param keys - values of the columns, by row
 */
export async function deleteRows(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  keys: readonly (string | number | boolean)[][],
): Promise<void> {
  for (let i = 0; i < keys.length; i += ROWS_PER_STATEMENT) {
    await trx(table)
      .whereIn([...columns], keys.slice(i, i + ROWS_PER_STATEMENT))
      .delete();
  }
}
