import { Knex } from 'knex';
import { HOUR_S } from '../profile/WindowKey';

export interface HourlyTraffic {
  modelRef: string;
  environment: string;
  requests: number;
  errors: number;
  invalidRequests: number;
  failuresUntold: number;
}

/** @returns live requests of the last hour, to the next whole window */
export async function findHourlyTraffic(
  knex: Knex,
  modelRefs: readonly string[],
  nowMs: number,
): Promise<HourlyTraffic[]> {
  const rows = await knex('profile_windows')
    .whereIn('model_ref', [...modelRefs])
    .where('start_s', '>=', Math.floor(nowMs / 1000) - HOUR_S)
    .where('replay', false)
    .whereNot('traffic', 'shadow')
    .groupBy('model_ref', 'environment')
    .select<
      {
        model_ref: string;
        environment: string;
        requests: number | string;
        errors: number | string;
        invalid_requests: number | string;
        failures_untold: number | string;
      }[]
    >(
      'model_ref',
      'environment',
      knex.raw('sum(requests) AS requests'),
      knex.raw('sum(errors) AS errors'),
      knex.raw('sum(invalid_requests) AS invalid_requests'),
      knex.raw('sum(failures_untold) AS failures_untold'),
    );
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    requests: Number(row.requests),
    errors: Number(row.errors),
    invalidRequests: Number(row.invalid_requests),
    failuresUntold: Number(row.failures_untold),
  }));
}
