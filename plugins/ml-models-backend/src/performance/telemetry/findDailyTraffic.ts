import { Knex } from 'knex';
import { DAY_S } from '../profile/WindowKey';

const DAY_MS = DAY_S * 1000;

/** Days of a sparkline, today the last. */
export const DAYS_SHOWN = 7;

export interface DailyTraffic {
  modelRef: string;
  /** 0 is the oldest day shown. */
  index: number;
  requests: number;
}

/** @returns requests of the last seven days (UTC), of all environments */
export async function findDailyTraffic(
  knex: Knex,
  modelRefs: readonly string[],
  nowMs: number,
): Promise<DailyTraffic[]> {
  const firstDay = Math.floor(nowMs / DAY_MS) - DAYS_SHOWN + 1;
  const rows = await knex('traffic_days')
    .whereIn('model_ref', [...modelRefs])
    .where('day', '>=', firstDay)
    // A sender's clock may be ahead of ours around midnight.
    .where('day', '<', firstDay + DAYS_SHOWN)
    .select<{ model_ref: string; day: number; requests: number | string }[]>(
      'model_ref',
      'day',
      'requests',
    );
  return rows.map(row => ({
    modelRef: row.model_ref,
    index: row.day - firstDay,
    requests: Number(row.requests),
  }));
}

/** @returns when each model last answered a live request in each environment */
export async function findLastLive(
  knex: Knex,
  modelRefs: readonly string[],
): Promise<{ modelRef: string; environment: string; timeMs: number }[]> {
  const rows = await knex('traffic_days')
    .whereIn('model_ref', [...modelRefs])
    .where('last_live_ms', '>', 0)
    .groupBy('model_ref', 'environment')
    .select<
      { model_ref: string; environment: string; last: number | string }[]
    >('model_ref', 'environment', knex.raw('max(last_live_ms) AS last'));
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    timeMs: Number(row.last),
  }));
}
