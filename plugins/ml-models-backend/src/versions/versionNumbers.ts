import { Knex } from 'knex';
import { ROWS_PER_INSERT_MAX } from '../rowsPerInsert';

/** Notes when each model was first seen; models known already keep their time. */
export async function noteModels(
  knex: Knex,
  modelRefs: string[],
  now: Date,
): Promise<void> {
  const rows = modelRefs.map(ref => ({ model_ref: ref, first_seen_at: now }));
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT_MAX) {
    await knex('models')
      .insert(rows.slice(i, i + ROWS_PER_INSERT_MAX))
      .onConflict('model_ref')
      .ignore();
  }
}

/**
 * Makes the transaction the only one to number versions of a model until it
 * ends, so that two registrations at once never take the same number. An update
 * that changes nothing, because SQLite has no `SELECT … FOR UPDATE`.
 *
 * @returns the newest number given out, 0 for none
 */
export async function lockVersionNumbers(
  trx: Knex.Transaction,
  modelRef: string,
  now: Date,
): Promise<number> {
  await noteModels(trx, [modelRef], now);
  const [row] = await trx('models')
    .where({ model_ref: modelRef })
    .increment('last_version', 0)
    .returning<Array<{ last_version: number }>>('last_version');
  return row.last_version;
}

/** Notes the newest number given out; needs the lock. */
export async function saveLastVersionNumber(
  trx: Knex.Transaction,
  modelRef: string,
  version: number,
): Promise<void> {
  await trx('models')
    .where({ model_ref: modelRef })
    .update({ last_version: version });
}
