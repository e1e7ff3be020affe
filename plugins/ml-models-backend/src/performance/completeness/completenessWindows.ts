import { Knex } from 'knex';
import { addUpBy } from './addUpBy';

export interface VersionOfModel {
  modelRef: string;
  environment: string;
  version: number;
}

/** Requests of a window: as they were counted when served, and as they were stored. */
export interface CompletenessWindow extends VersionOfModel {
  startS: number;
  granularity: number;
  served: number;
  stored: number;
  /** Of services that do not pass the gateway's id on. */
  storedUnstamped: number;
  /** Of both, shadow traffic: smoke tests, and copies, which no caller asked for. */
  storedShadow: number;
}

export interface CompletenessWindowRow {
  model_ref: string;
  environment: string;
  version: number;
  start_s: number | string;
  granularity: number;
  served: number | string;
  stored: number | string;
  stored_unstamped: number | string;
  stored_shadow: number | string;
}

export const COMPLETENESS_KEY_COLUMNS = [
  'model_ref',
  'environment',
  'version',
  'granularity',
  'start_s',
] as const;

/** 9 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

/** Adds to windows; any number of additions may be to the same one. */
export async function addToCompletenessWindows(
  trx: Knex.Transaction,
  additions: readonly CompletenessWindow[],
): Promise<void> {
  const rows = addUpBy(additions, keyOf, (sum, next) => ({
    ...sum,
    served: sum.served + next.served,
    stored: sum.stored + next.stored,
    storedUnstamped: sum.storedUnstamped + next.storedUnstamped,
    storedShadow: sum.storedShadow + next.storedShadow,
  })).map(toRow);
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await trx('completeness_windows')
      .insert(rows.slice(i, i + ROWS_PER_STATEMENT))
      .onConflict([...COMPLETENESS_KEY_COLUMNS])
      .merge({
        served: trx.raw('completeness_windows.served + excluded.served'),
        stored: trx.raw('completeness_windows.stored + excluded.stored'),
        stored_unstamped: trx.raw(
          'completeness_windows.stored_unstamped + excluded.stored_unstamped',
        ),
        stored_shadow: trx.raw(
          'completeness_windows.stored_shadow + excluded.stored_shadow',
        ),
      });
  }
}

export function toCompletenessWindow(
  row: CompletenessWindowRow,
): CompletenessWindow {
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version,
    startS: Number(row.start_s),
    granularity: row.granularity,
    served: Number(row.served),
    stored: Number(row.stored),
    storedUnstamped: Number(row.stored_unstamped),
    storedShadow: Number(row.stored_shadow),
  };
}

function keyOf(window: CompletenessWindow): string {
  const { modelRef, environment, version, granularity, startS } = window;
  return JSON.stringify([modelRef, environment, version, granularity, startS]);
}

function toRow(window: CompletenessWindow): CompletenessWindowRow {
  return {
    model_ref: window.modelRef,
    environment: window.environment,
    version: window.version,
    start_s: window.startS,
    granularity: window.granularity,
    served: window.served,
    stored: window.stored,
    stored_unstamped: window.storedUnstamped,
    stored_shadow: window.storedShadow,
  };
}
