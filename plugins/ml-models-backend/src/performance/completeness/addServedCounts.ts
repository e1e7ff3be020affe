import {
  ServedCounts,
  ServedWindow,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { placeWindow } from '../profile/WindowKey';
import { addToCompletenessWindows } from './completenessWindows';

/** 6 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

const KEY_COLUMNS = [
  'counter',
  'model_ref',
  'environment',
  'version',
  'start_s',
];

/**
 * Adds what a counter has counted since it was asked last. However often the
 * same counts are added, they count once.
 *
 * Race prevented: two replicas that add the same news. The counter's row is
 * written first, and locks out the other until the news is known.
 */
export async function addServedCounts(
  trx: Knex.Transaction,
  { counter, windows }: ServedCounts,
  nowMs: number,
): Promise<void> {
  await trx('served_counters')
    .insert({ counter, heard_ms: nowMs })
    .onConflict('counter')
    .merge();
  const known = await findKnown(trx, counter, windows);
  const news = windows
    .map(window => ({
      window,
      more: window.served - (known.get(keyOf(window)) ?? 0),
    }))
    .filter(({ more }) => more > 0);
  const rows = news.map(({ window }) => toRow(counter, window));
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await trx('served_counts')
      .insert(rows.slice(i, i + ROWS_PER_STATEMENT))
      .onConflict(KEY_COLUMNS)
      .merge(['served']);
  }
  await addToCompletenessWindows(
    trx,
    news.map(({ window, more }) => ({
      ...window,
      ...placeWindow(window.startS * 1000, nowMs),
      served: more,
      stored: 0,
      storedUnstamped: 0,
      storedShadow: 0,
    })),
  );
}

async function findKnown(
  trx: Knex.Transaction,
  counter: string,
  windows: readonly ServedWindow[],
): Promise<Map<string, number>> {
  if (windows.length === 0) {
    return new Map();
  }
  const firstS = windows.reduce(
    (first, { startS }) => Math.min(first, startS),
    Infinity,
  );
  const rows = await trx('served_counts')
    .where({ counter })
    .where('start_s', '>=', firstS)
    .select<ReturnType<typeof toRow>[]>();
  return new Map(
    rows.map(row => [
      keyOf({
        modelRef: row.model_ref,
        environment: row.environment,
        version: row.version,
        startS: Number(row.start_s),
      }),
      Number(row.served),
    ]),
  );
}

function keyOf(window: Omit<ServedWindow, 'served'>): string {
  const { modelRef, environment, version, startS } = window;
  return JSON.stringify([modelRef, environment, version, startS]);
}

function toRow(counter: string, window: ServedWindow) {
  return {
    counter,
    model_ref: window.modelRef,
    environment: window.environment,
    version: window.version,
    start_s: window.startS,
    served: window.served,
  };
}
