import { Knex } from 'knex';
import { dayOf } from '../eventTime';

/** Rows per statement: nothing else waits long for the lock or the connection. */
const INFERENCES_PER_STATEMENT = 2_000;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface DeleteExpiredOptions {
  knex: Knex;
  nowMs: number;
  /** @returns undefined for a model whose policy is not known: nothing is deleted */
  retentionDaysOf(modelRef: string): Promise<number | undefined>;
  signal?: AbortSignal;
}

/** Deletes days that lie wholly before what each model keeps. */
export async function deleteExpired(
  options: DeleteExpiredOptions,
): Promise<void> {
  const { knex, nowMs, retentionDaysOf, signal } = options;
  const models = await knex('inference_models').select<
    { model_key: number; model_ref: string }[]
  >('model_key', 'model_ref');
  for (const { model_key: modelKey, model_ref: modelRef } of models) {
    const retentionDays = await retentionDaysOf(modelRef);
    if (retentionDays !== undefined) {
      const beforeDay = dayOf(nowMs - retentionDays * DAY_MS);
      for (const table of ['inference_records', 'pending_feedback']) {
        await deleteBefore({ knex, table, modelKey, beforeDay, signal });
      }
    }
  }
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
