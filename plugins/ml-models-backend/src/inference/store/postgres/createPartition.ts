import { Knex } from 'knex';
import { partitionOf } from './partitionOf';

/** @returns those of the days that have no partition yet */
export async function findMissingDays(
  knex: Knex,
  days: readonly number[],
): Promise<number[]> {
  if (days.length === 0) {
    return [];
  }
  const { rows } = await knex.raw<{ rows: { missing: boolean }[] }>(
    `SELECT to_regclass(name) IS NULL AS missing
     FROM unnest(?::text[]) WITH ORDINALITY AS partition (name, position)
     ORDER BY position`,
    [days.map(partitionOf)],
  );
  return days.filter((_, index) => rows[index].missing);
}

/**
 * Makes the partition of a day, unless it is there.
 *
 * Race prevented: two replicas that meet a new day at once; the second waits,
 * and finds it. Made apart and attached, because to make it in place would wait
 * for, and hold up, everybody who reads or writes the table.
 */
export async function createPartition(knex: Knex, day: number): Promise<void> {
  await knex.transaction(async trx => {
    // What attaching needs anyway; readers and writers do not mind it.
    await trx.raw(
      'LOCK TABLE ONLY inference_records IN SHARE UPDATE EXCLUSIVE MODE',
    );
    if ((await findMissingDays(trx, [day])).length === 0) {
      return;
    }
    const partition = partitionOf(day);
    await trx.raw('CREATE TABLE ?? (LIKE inference_records INCLUDING ALL)', [
      partition,
    ]);
    await trx.raw(
      `ALTER TABLE inference_records ATTACH PARTITION ??
       FOR VALUES FROM (${day}) TO (${day + 1})`,
      [partition],
    );
  });
}
