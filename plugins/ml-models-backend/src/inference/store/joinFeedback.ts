import { trafficKindSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceProfiler,
  OutcomeChange,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { FeedbackKey, KEY_COLUMNS, keyValues } from './pendingFeedback';
import { readStoredValues, StoredValues } from './storedValues';

/** Records per transaction: a lock on each is held until it ends. */
export const JOINED_PER_TRANSACTION = 500;

interface JoinedRow {
  model_ref: string;
  model_key: number;
  day: number;
  inference_id: string;
  row_index: number;
  time_ms: number | string;
  environment: string;
  version: number;
  traffic: string;
  replay: boolean | number;
  inputs: StoredValues;
  outputs: StoredValues;
  prediction: StoredValues;
  contribution: string | null;
  known_observed_ms: number | string | null;
  target: StoredValues;
  observed_ms: number | string;
}

/**
 * Joins outcomes to their inferences and counts them.
 *
 * Race prevented: an inference and its outcome arriving at the same time. Each
 * is committed before this looks for the other one, so that at least the later
 * commit finds both; and both rows are locked, so that one joins them.
 *
 * @param keys - which to look at; default: any, as many as fit one transaction
 * @returns how many were joined
 */
export async function joinFeedback(
  profiler: InferenceProfiler,
  keys?: readonly FeedbackKey[],
): Promise<number> {
  return profiler.transaction(async trx => {
    const rows = await lockJoined(trx, keys);
    if (rows.length === 0) {
      return 0;
    }
    const fresh = rows.filter(isNews);
    const session = await profiler.begin(trx, fresh.map(placeOf));
    const contributions = await session.countOutcomes(fresh.map(toChange));
    for (const [index, row] of fresh.entries()) {
      await saveOutcome(trx, row, contributions[index]);
    }
    await trx('pending_feedback')
      .whereIn(
        [...KEY_COLUMNS],
        rows.map(row => KEY_COLUMNS.map(column => row[column])),
      )
      .delete();
    return rows.length;
  });
}

async function lockJoined(
  trx: Knex.Transaction,
  keys?: readonly FeedbackKey[],
): Promise<JoinedRow[]> {
  const query = trx({ p: 'pending_feedback' })
    .join({ r: 'inference_records' }, join => {
      for (const column of KEY_COLUMNS) {
        join.on(`p.${column}`, `r.${column}`);
      }
    })
    .join({ m: 'inference_models' }, 'm.model_key', 'p.model_key')
    .select<JoinedRow[]>(
      'm.model_ref',
      ...KEY_COLUMNS.map(column => `p.${column}`),
      'r.time_ms',
      'r.environment',
      'r.version',
      'r.traffic',
      'r.replay',
      'r.inputs',
      'r.outputs',
      'r.prediction',
      'r.contribution',
      'r.observed_ms as known_observed_ms',
      'p.target',
      'p.observed_ms',
    )
    // The same order everywhere, so that two replicas never wait for each other.
    .orderBy(KEY_COLUMNS.map(column => `p.${column}`))
    .limit(JOINED_PER_TRANSACTION)
    .forUpdate('p', 'r');
  if (keys) {
    query.whereIn(
      KEY_COLUMNS.map(column => `p.${column}`),
      keys.map(keyValues),
    );
  }
  return query;
}

/** An outcome seen before the one that is known changes nothing. */
function isNews(row: JoinedRow): boolean {
  return Number(row.observed_ms) >= Number(row.known_observed_ms ?? -Infinity);
}

function placeOf(row: JoinedRow): OutcomeChange['inference'] {
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    timeMs: Number(row.time_ms),
  };
}

function toChange(row: JoinedRow): OutcomeChange {
  return {
    inference: placeOf(row),
    prediction:
      readStoredValues(row.outputs) ?? readStoredValues(row.prediction) ?? {},
    target: readStoredValues(row.target) ?? {},
    inputs: readStoredValues(row.inputs),
    formerContribution: row.contribution ?? undefined,
  };
}

async function saveOutcome(
  trx: Knex.Transaction,
  row: JoinedRow,
  contribution: string | undefined,
): Promise<void> {
  await trx('inference_records')
    .where({
      model_key: row.model_key,
      day: row.day,
      inference_id: row.inference_id,
      row_index: row.row_index,
    })
    .update({
      target: JSON.stringify(readStoredValues(row.target)),
      observed_ms: row.observed_ms,
      contribution: contribution ?? null,
    });
}
