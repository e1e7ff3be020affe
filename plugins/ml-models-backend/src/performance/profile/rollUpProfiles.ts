import { Knex } from 'knex';
import { rollUpFeatures } from './rollUpFeatures';
import { rollUpWindows } from './rollUpWindows';
import { RollUpSpan } from './spanRows';
import {
  DAY_S,
  FIVE_MINUTES_KEPT_S,
  FIVE_MINUTES_S,
  HOUR_S,
  HOURS_KEPT_S,
} from './WindowKey';

/** Longer windows that are filled in one go, each in a transaction of its own. */
const WINDOWS_PER_LOOK = 200;

export interface RollUpOptions {
  knex: Knex;
  writer: string;
  nowMs: number;
  signal?: AbortSignal;
}

const STAGES = [
  {
    fromGranularity: FIVE_MINUTES_S,
    toGranularity: HOUR_S,
    keptS: FIVE_MINUTES_KEPT_S,
  },
  { fromGranularity: HOUR_S, toGranularity: DAY_S, keptS: HOURS_KEPT_S },
];

/** Merges windows that are old enough into longer ones. */
export async function rollUpProfiles(options: RollUpOptions): Promise<void> {
  for (const [table, rollUp] of [
    ['profile_windows', rollUpWindows],
    ['profile_features', rollUpFeatures],
  ] as const) {
    for (const stage of STAGES) {
      await rollUpStage(options, { ...stage, table, rollUp });
    }
  }
}

interface Stage {
  table: string;
  fromGranularity: number;
  toGranularity: number;
  keptS: number;
  rollUp(
    trx: Knex.Transaction,
    writer: string,
    span: RollUpSpan,
  ): Promise<void>;
}

async function rollUpStage(
  { knex, writer, nowMs, signal }: RollUpOptions,
  stage: Stage,
): Promise<void> {
  const { fromGranularity, toGranularity } = stage;
  const untilS =
    Math.floor((nowMs / 1000 - stage.keptS) / toGranularity) * toGranularity;
  let spans: RollUpSpan[];
  do {
    spans = await findDueSpans(knex, stage, untilS);
    for (const span of spans) {
      if (signal?.aborted) return;
      await knex.transaction(trx =>
        stage.rollUp(trx, writer, { ...span, fromGranularity, toGranularity }),
      );
    }
  } while (spans.length > 0);
}

async function findDueSpans(
  knex: Knex,
  { table, fromGranularity, toGranularity }: Stage,
  untilS: number,
): Promise<RollUpSpan[]> {
  const rows = await knex(table)
    .where('granularity', fromGranularity)
    .where('start_s', '<', untilS)
    .distinct<{ model_ref: string; longer_start: number | string }[]>(
      'model_ref',
      knex.raw('start_s - start_s % ? AS longer_start', [toGranularity]),
    )
    .limit(WINDOWS_PER_LOOK);
  return rows.map(row => ({
    modelRef: row.model_ref,
    startS: Number(row.longer_start),
    fromGranularity,
    toGranularity,
  }));
}
