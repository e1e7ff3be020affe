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

export interface RecordedTraffic {
  modelRef: string;
  environment: string;
  /** All there ever were, replayed ones too. */
  requests: number;
  /** When the last live one was answered; absent without one. */
  lastLiveMs?: number;
}

/** @returns what each model has ever answered in each environment */
export async function findRecorded(
  knex: Knex,
  modelRefs: readonly string[],
): Promise<RecordedTraffic[]> {
  const rows = await knex('traffic_days')
    .whereIn('model_ref', [...modelRefs])
    .groupBy('model_ref', 'environment')
    .select<
      {
        model_ref: string;
        environment: string;
        requests: number | string;
        last: number | string;
      }[]
    >(
      'model_ref',
      'environment',
      knex.raw('sum(requests) AS requests'),
      knex.raw('max(last_live_ms) AS last'),
    );
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    requests: Number(row.requests),
    // 0: replayed ones only.
    lastLiveMs: Number(row.last) || undefined,
  }));
}
