import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { ROWS_PER_INSERT_MAX } from '../../rowsPerInsert';
import { KeyedSums } from '../KeyedSums';
import { DAY_S } from './WindowKey';

const DAY_MS = DAY_S * 1000;

export type TrafficRecord = Pick<
  Inference,
  'modelRef' | 'environment' | 'timeMs' | 'replay' | 'traffic'
>;

interface TrafficDay {
  modelRef: string;
  environment: string;
  /** Since the epoch. */
  day: number;
}

/** Requests of a model in an environment on a day, those in shadow left out. */
export interface TrafficDayRow {
  model_ref: string;
  environment: string;
  day: number;
  requests: number;
  last_live_ms: number;
}

/** Counts requests by day, for lists of many models. @param rows - in the order of their keys */
export async function addToTrafficDays(
  trx: Knex.Transaction,
  rows: readonly TrafficDayRow[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT_MAX) {
    await trx('traffic_days')
      .insert(rows.slice(i, i + ROWS_PER_INSERT_MAX))
      .onConflict(['model_ref', 'environment', 'day'])
      .merge({
        requests: trx.raw('traffic_days.requests + excluded.requests'),
        last_live_ms: trx.raw(
          `CASE WHEN excluded.last_live_ms > traffic_days.last_live_ms
             THEN excluded.last_live_ms ELSE traffic_days.last_live_ms END`,
        ),
      });
  }
}

/** @returns in the order of their keys, so that two replicas never wait for each other */
export function sumUpTrafficDays(
  records: readonly TrafficRecord[],
): TrafficDayRow[] {
  const days = new KeyedSums<TrafficDay, TrafficDayRow>({
    isSame: (a, b) =>
      a.day === b.day &&
      a.modelRef === b.modelRef &&
      a.environment === b.environment,
    textOf: ({ modelRef, environment, day }) =>
      `${modelRef} ${environment} ${day}`,
    begin: ({ modelRef, environment, day }) => ({
      model_ref: modelRef,
      environment,
      day,
      requests: 0,
      last_live_ms: 0,
    }),
  });
  for (const { modelRef, environment, timeMs, replay, traffic } of records) {
    if (traffic === 'shadow') continue;
    const day = Math.floor(timeMs / DAY_MS);
    const row = days.get({ modelRef, environment, day });
    row.requests += 1;
    row.last_live_ms = Math.max(row.last_live_ms, replay ? 0 : timeMs);
  }
  return days.inKeyOrder();
}
