import { Knex } from 'knex';
import { ProfileTable, WrittenRow } from './ProfileTable';
import { deleteRows, lockRows, Span } from './spanRows';
import { DAY_S, finestAt, HOUR_S, WindowKeyRow } from './WindowKey';

export interface MergeOptions<Row extends WrittenRow> {
  trx: Knex.Transaction;
  profiles: ProfileTable<Row>;
  span: Span;
}

/**
 * Merges what writers wrote in a span into one row for each window, and adds it
 * to the hour and the day in the table of sums. Each row is merged once: a
 * writer who comes back to its window begins a new one.
 */
export async function mergeWritten<Row extends WrittenRow>(
  { trx, profiles, span }: MergeOptions<Row>,
  nowMs: number,
): Promise<void> {
  await lockMerging(trx, span.modelRef);
  const { table, keyColumns, keyOf } = profiles;
  const rows = await lockRows<Row>(trx, {
    table,
    span,
    of: 'unmerged',
    orderBy: keyColumns,
  });
  await deleteRows(trx, table, keyColumns, rows.map(keyOf));
  const keptAs = (row: WindowKeyRow) =>
    Math.max(row.granularity, finestAt(Number(row.start_s) * 1000, nowMs));
  await profiles.add(trx, { sums: false, granularityOf: keptAs }, rows);
  for (const longer of [HOUR_S, DAY_S]) {
    await profiles.add(
      trx,
      { sums: true, granularityOf: () => longer },
      rows.filter(row => keptAs(row) < longer),
    );
  }
}

/**
 * Puts merged windows of a span that have grown old into a longer one. Their
 * sum, which was that longer window all along, is no longer needed.
 */
export async function lengthenWindows<Row extends WrittenRow>(
  { trx, profiles, span }: MergeOptions<Row>,
  fromGranularity: number,
): Promise<void> {
  await lockMerging(trx, span.modelRef);
  const { table, sumsTable, keyColumns, keyOf } = profiles;
  const lock = (from: string, mergedGranularity: number) =>
    lockRows<Row>(trx, {
      table: from,
      span,
      of: { mergedGranularity },
      orderBy: keyColumns,
    });
  const rows = await lock(table, fromGranularity);
  await deleteRows(trx, table, keyColumns, rows.map(keyOf));
  await profiles.add(
    trx,
    { sums: false, granularityOf: () => span.lengthS },
    rows,
  );
  const sums = await lock(sumsTable, span.lengthS);
  await deleteRows(trx, sumsTable, keyColumns, sums.map(keyOf));
}

/**
 * Race prevented: two replicas that merge windows of one model at the same time,
 * and each write over the other's sum of a day.
 *
 * Held until the transaction ends; whoever comes second waits.
 */
export async function lockMerging(
  trx: Knex.Transaction,
  modelRef: string,
): Promise<void> {
  await trx('profile_merges')
    .insert({ model_ref: modelRef })
    .onConflict('model_ref')
    .ignore();
  await trx('profile_merges').where({ model_ref: modelRef }).forUpdate();
}
