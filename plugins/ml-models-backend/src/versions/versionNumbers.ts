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
 */
export async function lockVersionNumbers(
  trx: Knex.Transaction,
  modelRef: string,
  now: Date,
): Promise<void> {
  await noteModels(trx, [modelRef], now);
  await trx('models')
    .where({ model_ref: modelRef })
    .increment('last_version', 0);
}

/**
 * Counts on from what was registered: a number that records alone have brought up
 * may be mistyped. Needs the lock.
 *
 * @returns the first number after the newest registered version that is not taken
 */
export async function findNextVersionNumber(
  trx: Knex.Transaction,
  modelRef: string,
): Promise<number> {
  const [{ newest }] = await trx('versions')
    .where({ model_ref: modelRef, origin: 'registered' })
    .max<Array<{ newest: number | null }>>({ newest: 'version' });
  const next = (newest ?? 0) + 1;
  const taken = await trx('versions')
    .where({ model_ref: modelRef })
    .where('version', '>=', next)
    .orderBy('version')
    .pluck<number[]>('version');
  const gapAt = taken.findIndex((version, at) => version !== next + at);
  return next + (gapAt < 0 ? taken.length : gapAt);
}

/**
 * Notes the largest number given out: replicas of an older release count on from it
 * until they are replaced.
 */
export async function saveLastVersionNumber(
  trx: Knex.Transaction,
  modelRef: string,
  version: number,
): Promise<void> {
  await trx('models')
    .where({ model_ref: modelRef })
    .where('last_version', '<', version)
    .update({ last_version: version });
}
