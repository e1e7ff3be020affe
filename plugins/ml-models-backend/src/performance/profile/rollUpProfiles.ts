import { Knex } from 'knex';
import { lengthenWindows, mergeWritten } from './mergeSpans';
import {
  featureTable,
  ProfileTable,
  windowTable,
  WrittenRow,
} from './ProfileTable';
import { Span, UNMERGED } from './spanRows';
import {
  DAY_S,
  FIVE_MINUTES_KEPT_S,
  FIVE_MINUTES_S,
  HOUR_S,
  HOURS_KEPT_S,
  MERGED_WRITER,
} from './WindowKey';

/** Spans that are looked for in one go, each merged in a transaction of its own. */
const SPANS_PER_LOOK = 200;

/**
 * How long after its end an hour is merged: clocks of senders are taken 5
 * minutes ahead, and a row that is merged while it is still written is merged
 * twice.
 */
const HOUR_CLOSED_AFTER_S = 10 * 60;

export interface RollUpOptions {
  knex: Knex;
  nowMs: number;
  signal?: AbortSignal;
}

/** Merges windows that are over, and makes longer ones of those that are old. */
export async function rollUpProfiles(options: RollUpOptions): Promise<void> {
  await rollUpTable(options, windowTable);
  await rollUpTable(options, featureTable);
}

async function rollUpTable<Row extends WrittenRow>(
  options: RollUpOptions,
  profiles: ProfileTable<Row>,
): Promise<void> {
  const { knex, nowMs } = options;
  const startedBefore = (ageS: number, lengthS: number) =>
    Math.floor((nowMs / 1000 - ageS) / lengthS) * lengthS;
  await mergeDue(options, {
    find: () =>
      findSpans(knex, {
        rows: knex(profiles.table).whereRaw(UNMERGED),
        lengthS: HOUR_S,
        untilS: startedBefore(HOUR_CLOSED_AFTER_S, HOUR_S),
      }),
    merge: (trx, span) => mergeWritten({ trx, profiles, span }, nowMs),
  });
  for (const { from, to, keptS } of [
    { from: FIVE_MINUTES_S, to: HOUR_S, keptS: FIVE_MINUTES_KEPT_S },
    { from: HOUR_S, to: DAY_S, keptS: HOURS_KEPT_S },
  ]) {
    await mergeDue(options, {
      find: () =>
        findSpans(knex, {
          rows: knex(profiles.table).where({
            granularity: from,
            writer: MERGED_WRITER,
          }),
          lengthS: to,
          untilS: startedBefore(keptS, to),
        }),
      merge: (trx, span) => lengthenWindows({ trx, profiles, span }, from),
    });
  }
}

async function mergeDue(
  { knex, signal }: RollUpOptions,
  due: {
    find(): Promise<Span[]>;
    merge(trx: Knex.Transaction, span: Span): Promise<void>;
  },
): Promise<void> {
  let spans: Span[];
  do {
    spans = await due.find();
    for (const span of spans) {
      if (signal?.aborted) return;
      await knex.transaction(trx => due.merge(trx, span));
    }
  } while (spans.length > 0);
}

async function findSpans(
  knex: Knex,
  options: { rows: Knex.QueryBuilder; lengthS: number; untilS: number },
): Promise<Span[]> {
  const { rows, lengthS, untilS } = options;
  const found = await rows
    .where('start_s', '<', untilS)
    .distinct<{ model_ref: string; span_start: number | string }[]>(
      'model_ref',
      knex.raw('start_s - start_s % ? AS span_start', [lengthS]),
    )
    .limit(SPANS_PER_LOOK);
  return found.map(row => ({
    modelRef: row.model_ref,
    startS: Number(row.span_start),
    lengthS,
  }));
}
