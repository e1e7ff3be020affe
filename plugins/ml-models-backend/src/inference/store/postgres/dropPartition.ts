import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { partitionOf } from './partitionOf';

/** How long writers may be held up; who waits in vain tries again an hour later. */
const LOCK_TIMEOUT_MS = 2_000;

/** `lock_not_available` */
const LOCK_TIMED_OUT = '55P03';

/** @returns days since the epoch that have a partition, the oldest first */
export async function listPartitionDays(knex: Knex): Promise<number[]> {
  const { rows } = await knex.raw<{ rows: { day: string }[] }>(
    `SELECT substring(pg_get_expr(c.relpartbound, c.oid) FROM '\\((\\d+)\\)') AS day
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'inference_records'::regclass
     ORDER BY c.relname`,
  );
  return rows.map(({ day }) => Number(day));
}

/**
 * Drops the partition of a day, unless another model has records in it.
 *
 * Race prevented: such a record that arrives meanwhile, maybe of a model that was
 * not known before. The table is locked before it is looked for, and looking
 * takes an index.
 *
 * @param expiredBy - keys of models that want the day no more
 */
export async function dropPartition(
  knex: Knex,
  day: number,
  expiredBy: readonly number[],
): Promise<void> {
  const partition = partitionOf(day);
  try {
    await knex.transaction(async trx => {
      await trx.raw(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      await trx.raw(
        'LOCK TABLE ONLY inference_records IN ACCESS EXCLUSIVE MODE',
      );
      await trx.raw('LOCK TABLE ?? IN ACCESS EXCLUSIVE MODE', [partition]);
      const models = await findModels(trx, partition);
      if (models.every(modelKey => expiredBy.includes(modelKey))) {
        await trx.raw('DROP TABLE ??', [partition]);
      }
    });
  } catch (error) {
    if (!isError(error) || error.code !== LOCK_TIMED_OUT) throw error;
    // Somebody reads the log for long: the next run drops it.
  }
}

/** A step of the index from model to model, however many records each has. */
async function findModels(
  trx: Knex.Transaction,
  partition: string,
): Promise<number[]> {
  const { rows } = await trx.raw<{ rows: { model_key: number }[] }>(
    `WITH RECURSIVE models AS (
       SELECT min(model_key) AS model_key FROM :partition:
       UNION ALL
       SELECT (SELECT min(model_key) FROM :partition: AS p
               WHERE p.model_key > models.model_key)
       FROM models WHERE models.model_key IS NOT NULL
     )
     SELECT model_key FROM models WHERE model_key IS NOT NULL`,
    { partition },
  );
  return rows.map(row => Number(row.model_key));
}
