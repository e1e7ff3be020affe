import { QueriedTraffic } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** Keeps rows of a kind of traffic, or of all that callers got. */
export function whereTraffic(
  query: Knex.QueryBuilder,
  traffic: QueriedTraffic | undefined,
): void {
  if (traffic === 'callers') {
    query.whereNot('traffic', 'shadow');
  } else if (traffic) {
    query.where('traffic', traffic);
  }
}
