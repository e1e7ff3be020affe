import { Feedback } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf } from '../eventTime';
import { ROWS_PER_INSERT_MAX } from '../../rowsPerInsert';

/** 4 columns × 500 stay below every limit of parameters. */
const KEYS_PER_STATEMENT = 500;

export interface FeedbackKey {
  modelKey: number;
  inferenceId: string;
  row: number;
  timeMs: number;
}

export const KEY_COLUMNS = [
  'model_key',
  'day',
  'inference_id',
  'row_index',
] as const;

export function keyValues(key: FeedbackKey) {
  return [key.modelKey, dayOf(key.timeMs), key.inferenceId, key.row];
}

/** Keeps outcomes until they are joined; of two for one record the later seen. */
export async function savePendingFeedback(
  trx: Knex.Transaction,
  feedback: readonly (Feedback & FeedbackKey)[],
): Promise<void> {
  const latest = new Map<string, Feedback & FeedbackKey>();
  for (const each of feedback) {
    const key = keyValues(each).join(' ');
    const former = latest.get(key);
    if (!former || former.observedMs <= each.observedMs) latest.set(key, each);
  }
  // In the order of the key, so that two replicas never wait for each other.
  const keys = [...latest.keys()].sort();
  const rows = keys.flatMap(key => {
    const each = latest.get(key);
    return each ? [toRow(each)] : [];
  });
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT_MAX) {
    await trx('pending_feedback')
      .insert(rows.slice(i, i + ROWS_PER_INSERT_MAX))
      .onConflict([...KEY_COLUMNS])
      .merge(['target', 'observed_ms'])
      .whereRaw('pending_feedback.observed_ms <= excluded.observed_ms');
  }
}

/** @returns those of the keys for which an outcome waits */
export async function findPendingKeys(
  knex: Knex,
  keys: readonly FeedbackKey[],
): Promise<FeedbackKey[]> {
  const models = [...new Set(keys.map(key => key.modelKey))];
  const waiting = await knex('pending_feedback')
    .whereIn('model_key', models)
    .first('model_key');
  if (!waiting) {
    return [];
  }
  const found = new Set<string>();
  for (let i = 0; i < keys.length; i += KEYS_PER_STATEMENT) {
    const rows = await knex('pending_feedback')
      .whereIn(
        [...KEY_COLUMNS],
        keys.slice(i, i + KEYS_PER_STATEMENT).map(keyValues),
      )
      .select<Record<(typeof KEY_COLUMNS)[number], string | number>[]>(
        ...KEY_COLUMNS,
      );
    rows.forEach(row => found.add(KEY_COLUMNS.map(it => row[it]).join(' ')));
  }
  return keys.filter(key => found.has(keyValues(key).join(' ')));
}

function toRow(feedback: Feedback & FeedbackKey) {
  const [modelKey, day, inferenceId, row] = keyValues(feedback);
  return {
    model_key: modelKey,
    day,
    inference_id: inferenceId,
    row_index: row,
    target: JSON.stringify(feedback.target),
    observed_ms: feedback.observedMs,
  };
}
