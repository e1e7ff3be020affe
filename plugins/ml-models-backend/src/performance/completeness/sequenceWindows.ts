import { Knex } from 'knex';
import { isSqlite } from '../../database';
import { addUpBy } from './addUpBy';
import { VersionOfModel } from './completenessWindows';

/** Numbers that the records of one instance carried in a window. */
export interface SequenceWindow extends VersionOfModel {
  instanceId: string;
  startS: number;
  granularity: number;
  records: number;
  /** Of these, shadow traffic and replays, which no caller of now asked for. */
  shadowRecords: number;
  firstSequence: number;
  lastSequence: number;
  firstMs: number;
  lastMs: number;
}

export interface SequenceWindowRow {
  model_ref: string;
  environment: string;
  version: number;
  instance_id: string;
  start_s: number | string;
  granularity: number;
  records: number | string;
  shadow_records: number | string;
  first_sequence: number | string;
  last_sequence: number | string;
  first_ms: number | string;
  last_ms: number | string;
}

export const SEQUENCE_KEY_COLUMNS = [
  'model_ref',
  'environment',
  'version',
  'instance_id',
  'granularity',
  'start_s',
] as const;

/** 12 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

/** Adds to windows; any number of additions may be to the same one. */
export async function addToSequenceWindows(
  trx: Knex.Transaction,
  additions: readonly SequenceWindow[],
): Promise<void> {
  const rows = addUpBy(additions, keyOf, addUp).map(toRow);
  const [least, greatest] = isSqlite(trx)
    ? ['min', 'max']
    : ['least', 'greatest'];
  const either = (choose: string, column: string) =>
    trx.raw(`${choose}(sequence_windows.${column}, excluded.${column})`);
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    await trx('sequence_windows')
      .insert(rows.slice(i, i + ROWS_PER_STATEMENT))
      .onConflict([...SEQUENCE_KEY_COLUMNS])
      .merge({
        records: trx.raw('sequence_windows.records + excluded.records'),
        shadow_records: trx.raw(
          'sequence_windows.shadow_records + excluded.shadow_records',
        ),
        first_sequence: either(least, 'first_sequence'),
        last_sequence: either(greatest, 'last_sequence'),
        first_ms: either(least, 'first_ms'),
        last_ms: either(greatest, 'last_ms'),
      });
  }
}

export function toSequenceWindow(row: SequenceWindowRow): SequenceWindow {
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version,
    instanceId: row.instance_id,
    startS: Number(row.start_s),
    granularity: row.granularity,
    records: Number(row.records),
    shadowRecords: Number(row.shadow_records),
    firstSequence: Number(row.first_sequence),
    lastSequence: Number(row.last_sequence),
    firstMs: Number(row.first_ms),
    lastMs: Number(row.last_ms),
  };
}

function keyOf(window: SequenceWindow): string {
  return JSON.stringify([
    window.modelRef,
    window.environment,
    window.version,
    window.instanceId,
    window.granularity,
    window.startS,
  ]);
}

function addUp(sum: SequenceWindow, next: SequenceWindow): SequenceWindow {
  return {
    ...sum,
    records: sum.records + next.records,
    shadowRecords: sum.shadowRecords + next.shadowRecords,
    firstSequence: Math.min(sum.firstSequence, next.firstSequence),
    lastSequence: Math.max(sum.lastSequence, next.lastSequence),
    firstMs: Math.min(sum.firstMs, next.firstMs),
    lastMs: Math.max(sum.lastMs, next.lastMs),
  };
}

function toRow(window: SequenceWindow): SequenceWindowRow {
  return {
    model_ref: window.modelRef,
    environment: window.environment,
    version: window.version,
    instance_id: window.instanceId,
    start_s: window.startS,
    granularity: window.granularity,
    records: window.records,
    shadow_records: window.shadowRecords,
    first_sequence: window.firstSequence,
    last_sequence: window.lastSequence,
    first_ms: window.firstMs,
    last_ms: window.lastMs,
  };
}
