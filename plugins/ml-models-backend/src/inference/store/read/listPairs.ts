import { TrafficKind } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  FoundPairs,
  PairedRecord,
  PairQuery,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { isSqlite } from '../../../database';
import { findUuidTimeMs } from '../../../findUuidTimeMs';
import { dayOf, lowestIdAt } from '../../eventTime';
import { readStoredValues, StoredValues } from '../storedValues';
import { NEWEST_FIRST, OLDEST_FIRST } from './RecordCursor';
import { SearchedModel } from './searchInferences';

/** A request that takes longer has no caller any more. */
const ANSWERED_WITHIN_MS = 60_000;

/** By so much the clocks of a gateway and a service may differ. */
const CLOCKS_DIFFER_MS = 5_000;

/** Of as many requests as that, one copy may come through, and is still paired. */
const ANSWERS_PER_COPY = 10;

const COLUMNS = [
  'inference_id',
  'row_index',
  'time_ms',
  'gateway_id',
  'failed',
  'outputs',
];

interface PairedRow {
  inference_id: string;
  row_index: number;
  time_ms: number | string;
  gateway_id: string;
  failed: boolean | number;
  outputs: StoredValues;
}

/**
 * Reads both sides in the order of time, which an index has for each version, and
 * no further than so many rows: an index of gateway ids would cost every record that
 * comes in, for the few minutes in which a version is a shadow.
 */
export async function listPairs(
  { knex, model }: { knex: Knex; model: SearchedModel },
  query: Omit<PairQuery, 'modelRef'>,
): Promise<FoundPairs> {
  const { environment, limit, primary, shadow, sinceMs } = query;
  const recordsOf = (version: number, traffic: TrafficKind, fromMs: number) =>
    knex('inference_records')
      .where({ model_key: model.modelKey, environment, version, traffic })
      .where('replay', false)
      .whereNotNull('gateway_id')
      .modify(whereSince, fromMs, knex);
  const copies: PairedRow[] = await recordsOf(shadow, 'shadow', sinceMs)
    .orderBy(NEWEST_FIRST)
    .limit(limit)
    .select(COLUMNS);
  if (copies.length === 0) {
    return { copies: 0, pairs: [] };
  }
  const { fromMs, untilMs } = rangeOf(copies);
  const answers = recordsOf(primary, 'primary', fromMs)
    .orderBy(OLDEST_FIRST)
    .limit(ANSWERS_PER_COPY * limit)
    .select(COLUMNS);
  const gatewayIds = [...new Set(copies.map(({ gateway_id: id }) => id))];
  const answered: PairedRow[] = await knex
    .from(answers.as('answers'))
    .whereIn('gateway_id', gatewayIds)
    .where('time_ms', '<', untilMs)
    .select(COLUMNS);
  return { copies: copies.length, pairs: pairUp(copies, answered) };
}

/**
 * Not by the day as well, nor by an end, on SQLite: it would take the index that
 * begins with the day, and go through the records of every version.
 */
function whereSince(
  query: Knex.QueryBuilder,
  sinceMs: number,
  knex: Knex,
): void {
  const day = dayOf(sinceMs);
  query.whereRaw('(day, inference_id) >= (?, ?)', [day, lowestIdAt(sinceMs)]);
  // PostgreSQL leaves out partitions by this alone.
  if (!isSqlite(knex)) query.where('day', '>=', day);
}

/** When the requests were taken that were copied, and could have been answered. */
function rangeOf(copies: readonly PairedRow[]) {
  const takenMs = copies.map(
    copy =>
      findUuidTimeMs(copy.gateway_id.toLowerCase()) ?? Number(copy.time_ms),
  );
  const firstMs = takenMs.reduce((a, b) => Math.min(a, b));
  const lastMs = takenMs.reduce((a, b) => Math.max(a, b));
  return {
    fromMs: firstMs - CLOCKS_DIFFER_MS,
    untilMs: lastMs + ANSWERED_WITHIN_MS,
  };
}

function pairUp(
  copies: readonly PairedRow[],
  answered: readonly PairedRow[],
): FoundPairs['pairs'] {
  const byRequest = new Map(answered.map(row => [requestOf(row), row]));
  return copies.flatMap(copy => {
    const primary = byRequest.get(requestOf(copy));
    return primary
      ? [{ shadow: toPaired(copy), primary: toPaired(primary) }]
      : [];
  });
}

function requestOf(row: PairedRow): string {
  return `${row.row_index} ${row.gateway_id}`;
}

function toPaired(row: PairedRow): PairedRecord {
  return {
    inferenceId: row.inference_id,
    row: row.row_index,
    failed: Boolean(row.failed),
    outputs: readStoredValues(row.outputs),
  };
}
