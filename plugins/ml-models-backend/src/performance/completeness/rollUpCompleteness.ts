import { Knex } from 'knex';
import {
  DAY_S,
  FIVE_MINUTES_KEPT_S,
  FIVE_MINUTES_S,
  HOUR_S,
  HOURS_KEPT_S,
} from '../profile/WindowKey';
import {
  addToCompletenessWindows,
  COMPLETENESS_KEY_COLUMNS,
  CompletenessWindowRow,
  toCompletenessWindow,
} from './completenessWindows';
import {
  addToSequenceWindows,
  SEQUENCE_KEY_COLUMNS,
  SequenceWindowRow,
  toSequenceWindow,
} from './sequenceWindows';

/** A counter tells of seven days; what it said of earlier ones has been added. */
const SERVED_COUNTS_KEPT_S = 8 * DAY_S;

/** 6 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

const STAGES = [
  { from: FIVE_MINUTES_S, to: HOUR_S, keptS: FIVE_MINUTES_KEPT_S },
  { from: HOUR_S, to: DAY_S, keptS: HOURS_KEPT_S },
];

/** Windows of one length that become a single one of another. */
interface Span {
  from: number;
  to: number;
  startS: number;
}

type Merge = (trx: Knex.Transaction, span: Span) => Promise<void>;

export interface RollUpCompletenessOptions {
  knex: Knex;
  nowMs: number;
  signal?: AbortSignal;
}

/** Merges windows that are old enough into longer ones, as long as profiles are. */
export async function rollUpCompleteness(
  options: RollUpCompletenessOptions,
): Promise<void> {
  const { knex, nowMs } = options;
  await rollUpTable(options, 'completeness_windows', mergeCompleteness);
  await rollUpTable(options, 'sequence_windows', mergeSequences);
  await knex('served_counts')
    .where('start_s', '<', Math.floor(nowMs / 1000) - SERVED_COUNTS_KEPT_S)
    .delete();
}

async function rollUpTable(
  { knex, nowMs, signal }: RollUpCompletenessOptions,
  table: string,
  merge: Merge,
): Promise<void> {
  for (const { from, to, keptS } of STAGES) {
    const untilS = Math.floor((nowMs / 1000 - keptS) / to) * to;
    let oldestS = await findOldest(knex, table, from);
    while (oldestS < untilS && !signal?.aborted) {
      const startS = Math.floor(oldestS / to) * to;
      await knex.transaction(trx => merge(trx, { from, to, startS }));
      oldestS = await findOldest(knex, table, from);
    }
  }
}

/** @returns Infinity when there is none */
async function findOldest(
  knex: Knex,
  table: string,
  granularity: number,
): Promise<number> {
  const row = await knex(table)
    .where({ granularity })
    .min<{ oldest?: number | string | null }>({ oldest: 'start_s' })
    .first();
  return row?.oldest === null || row?.oldest === undefined
    ? Infinity
    : Number(row.oldest);
}

async function mergeCompleteness(
  trx: Knex.Transaction,
  span: Span,
): Promise<void> {
  const rows: CompletenessWindowRow[] = await takeRows(
    trx,
    { table: 'completeness_windows', key: COMPLETENESS_KEY_COLUMNS },
    span,
  );
  await addToCompletenessWindows(
    trx,
    rows.map(row => ({ ...toCompletenessWindow(row), ...longerWindow(span) })),
  );
}

async function mergeSequences(
  trx: Knex.Transaction,
  span: Span,
): Promise<void> {
  const rows: SequenceWindowRow[] = await takeRows(
    trx,
    { table: 'sequence_windows', key: SEQUENCE_KEY_COLUMNS },
    span,
  );
  await addToSequenceWindows(
    trx,
    rows.map(row => ({ ...toSequenceWindow(row), ...longerWindow(span) })),
  );
}

/**
 * Takes the rows of a span out of a table.
 *
 * Race prevented: something is added to a row while it is merged. The lock
 * makes the adder wait, who then finds no row and begins another, which is
 * merged the next time.
 */
async function takeRows<Row>(
  trx: Knex.Transaction,
  { table, key }: { table: string; key: readonly string[] },
  { from, to, startS }: Span,
): Promise<Row[]> {
  const ofSpan = trx(table)
    .where('granularity', from)
    .where('start_s', '>=', startS)
    .where('start_s', '<', startS + to);
  const rows = await ofSpan
    .clone()
    .orderBy([...key])
    .forUpdate()
    .select();
  const keys = rows.map(row => key.map(column => row[column]));
  for (let i = 0; i < keys.length; i += ROWS_PER_STATEMENT) {
    await trx(table)
      .whereIn([...key], keys.slice(i, i + ROWS_PER_STATEMENT))
      .delete();
  }
  return rows;
}

function longerWindow({ to, startS }: Span) {
  return { granularity: to, startS };
}
