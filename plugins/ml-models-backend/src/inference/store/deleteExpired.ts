import { ExpiryOptions } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf } from '../eventTime';
import { InferenceTable } from './InferenceTable';

/** Rows per statement: nothing else waits long for the lock or the connection. */
const INFERENCES_PER_STATEMENT = 2_000;

/**
 * Deletes days that lie wholly before what each model keeps: whole days where
 * the database has a table for each and no model wants it, else rows by model.
 */
export async function deleteExpired(
  { knex, table }: { knex: Knex; table: InferenceTable },
  options: ExpiryOptions,
): Promise<void> {
  const { signal } = options;
  const firstDays = await findFirstDays(knex, options);
  await table.dropDays({
    beforeDay: Math.max(0, ...firstDays.values()),
    expiredBy: day =>
      [...firstDays].flatMap(([modelKey, first]) =>
        first > day ? [modelKey] : [],
      ),
    signal,
  });
  for (const [modelKey, beforeDay] of firstDays) {
    for (const name of ['inference_records', 'pending_feedback']) {
      await deleteBefore({ knex, table: name, modelKey, beforeDay, signal });
    }
  }
}

/** @returns the first day that each model keeps, by the model's key */
async function findFirstDays(
  knex: Knex,
  { keptSinceMs }: ExpiryOptions,
): Promise<Map<number, number>> {
  const models = await knex('inference_models').select<
    { model_key: number; model_ref: string }[]
  >('model_key', 'model_ref');
  const firstDays = new Map<number, number>();
  for (const { model_key: modelKey, model_ref: modelRef } of models) {
    firstDays.set(modelKey, dayOf((await keptSinceMs(modelRef)) ?? 0));
  }
  return firstDays;
}

async function deleteBefore(options: {
  knex: Knex;
  table: string;
  modelKey: number;
  beforeDay: number;
  signal?: AbortSignal;
}): Promise<void> {
  const { knex, table, modelKey, beforeDay, signal } = options;
  let deleted: number;
  do {
    if (signal?.aborted) return;
    const expired = knex(table)
      .where('model_key', modelKey)
      .where('day', '<', beforeDay);
    const ids = expired
      .clone()
      .select('inference_id')
      .orderBy('day')
      .limit(INFERENCES_PER_STATEMENT);
    deleted = await expired.clone().whereIn('inference_id', ids).delete();
  } while (deleted > 0);
}
