import { Knex } from 'knex';

/** The windows of one model that make up one longer window. */
export interface RollUpSpan {
  modelRef: string;
  fromGranularity: number;
  toGranularity: number;
  startS: number;
}

/** 10 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

/** Reads the rows of a span and keeps others from changing them. */
export async function lockSpan<Row>(
  trx: Knex.Transaction,
  table: string,
  { modelRef, startS, fromGranularity, toGranularity }: RollUpSpan,
  orderBy: readonly string[],
): Promise<Row[]> {
  return trx(table)
    .where({ model_ref: modelRef, granularity: fromGranularity })
    .where('start_s', '>=', startS)
    .where('start_s', '<', startS + toGranularity)
    .orderBy([...orderBy])
    .forUpdate()
    .select();
}

/** Deletes these very rows: one that came after they were read stays. */
export async function deleteRows<Column extends string>(
  trx: Knex.Transaction,
  table: string,
  rows: readonly Record<Column, string | number | boolean>[],
  columns: readonly Column[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await trx(table)
      .whereIn(
        [...columns],
        rows
          .slice(i, i + ROWS_PER_STATEMENT)
          .map(row => columns.map(column => row[column])),
      )
      .delete();
  }
}
