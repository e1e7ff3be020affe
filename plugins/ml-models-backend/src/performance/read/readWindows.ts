import {
  TrafficKind,
  trafficKindSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { WindowKeyRow } from '../profile/WindowKey';
import { WindowProfileRow } from '../profile/WindowProfile';

export interface WindowFilter {
  modelRef: string;
  environment: string;
  /** Default: all, without shadow traffic, whose answers nobody got. */
  version?: number;
  /** Seconds since the epoch. */
  fromS: number;
  /** Exclusive. */
  untilS: number;
}

export interface StoredWindow extends WindowProfileRow {
  startS: number;
  version: number;
  traffic: TrafficKind;
  replay: boolean;
}

/** @returns the windows that start in the range, whoever wrote them */
export async function readWindows(
  knex: Knex,
  filter: WindowFilter,
): Promise<StoredWindow[]> {
  const rows = await knex('profile_windows')
    .modify(applyFilter, filter)
    .select<(WindowKeyRow & WindowProfileRow)[]>(
      'start_s',
      'version',
      'traffic',
      'replay',
      'requests',
      'errors',
      'invalid_requests',
      'errors_by_type',
      'latency',
      'outcomes',
    );
  return rows.map(row => ({
    startS: Number(row.start_s),
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    requests: row.requests,
    errors: row.errors,
    invalid_requests: row.invalid_requests,
    errors_by_type: row.errors_by_type,
    latency: row.latency,
    outcomes: row.outcomes,
  }));
}

export interface StoredFeatureCounts {
  startS: number;
  version: number;
  revision: number;
  chunk: number;
  /** Packed. */
  counts: Buffer;
}

/** @returns counts of features, in any of the revisions, of windows of the range */
export async function readFeatureCounts(
  knex: Knex,
  filter: WindowFilter,
  revisions: readonly number[],
): Promise<StoredFeatureCounts[]> {
  const rows = await knex('profile_features')
    .modify(applyFilter, filter)
    .whereIn('revision', [...revisions])
    .select<
      {
        start_s: number | string;
        version: number;
        revision: number;
        chunk: number;
        counts: Buffer;
      }[]
    >('start_s', 'version', 'revision', 'chunk', 'counts');
  return rows.map(({ start_s: startS, ...row }) => ({
    startS: Number(startS),
    ...row,
  }));
}

function applyFilter(query: Knex.QueryBuilder, filter: WindowFilter): void {
  query
    .where('model_ref', filter.modelRef)
    .where('environment', filter.environment)
    .where('start_s', '>=', filter.fromS)
    .where('start_s', '<', filter.untilS);
  if (filter.version === undefined) {
    query.whereNot('traffic', 'shadow');
  } else {
    query.where('version', filter.version);
  }
}
