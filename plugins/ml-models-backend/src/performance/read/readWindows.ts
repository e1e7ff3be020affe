import {
  TrafficKind,
  trafficKindSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import {
  FIVE_MINUTES_S,
  MERGED_WRITER,
  WindowKeyRow,
} from '../profile/WindowKey';
import { UNMERGED } from '../profile/spanRows';
import { WindowProfileRow } from '../profile/WindowProfile';
import { planReads, ReadPiece } from './planReads';

export interface WindowFilter {
  modelRef: string;
  environment: string;
  /** Default: all. */
  version?: number;
  /** Default: all but shadow traffic, whose answers nobody got. */
  traffic?: TrafficKind;
  /** Whether replays are wanted, or all else. Default: both. */
  replay?: boolean;
  /** Seconds since the epoch. */
  fromS: number;
  /** Exclusive. */
  untilS: number;
  /**
   * Length of the buckets that windows are put into, in seconds: none is read
   * that is longer, unless no shorter ones are kept. Default: 300.
   */
  bucketS?: number;
}

/** In place of the length of buckets where everything is added up. */
export const WHOLE_RANGE_S = 0;

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
  const rows: (WindowKeyRow & WindowProfileRow)[] = await selectPieces(knex, {
    filter,
    table: 'profile_windows',
    sumsTable: 'profile_window_sums',
    columns: [
      'start_s',
      'version',
      'traffic',
      'replay',
      'requests',
      'errors',
      'invalid_requests',
      'failures_untold',
      'errors_by_type',
      'latency',
      'outcomes',
      'extra_columns',
    ],
  });
  return rows.map(row => ({
    startS: Number(row.start_s),
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    requests: row.requests,
    errors: row.errors,
    invalid_requests: row.invalid_requests,
    failures_untold: row.failures_untold,
    errors_by_type: row.errors_by_type,
    latency: row.latency,
    outcomes: row.outcomes,
    extra_columns: row.extra_columns,
  }));
}

/**
 * Without their windows, of which they are many times as large.
 *
 * @returns slices of the windows that start in the range, as `parseSlices` takes them
 */
export async function readSlices(
  knex: Knex,
  filter: WindowFilter,
): Promise<string[]> {
  const rows: { slices: string }[] = await selectPieces(knex, {
    filter,
    table: 'profile_windows',
    sumsTable: 'profile_window_sums',
    columns: ['slices'],
    where: query => {
      query.whereNotNull('slices');
    },
  });
  return rows.map(({ slices }) => slices);
}

export interface StoredFeatureCounts {
  startS: number;
  version: number;
  revision: number;
  chunk: number;
  /** Packed. */
  counts: Buffer;
}

interface FeatureCountsRow extends Omit<StoredFeatureCounts, 'startS'> {
  start_s: number | string;
}

/** @returns counts of features, in any of the revisions, of windows of the range */
export async function readFeatureCounts(
  knex: Knex,
  filter: WindowFilter,
  { revisions, chunk }: { revisions: readonly number[]; chunk?: number },
): Promise<StoredFeatureCounts[]> {
  if (revisions.length === 0) {
    return [];
  }
  const rows: FeatureCountsRow[] = await selectPieces(knex, {
    filter,
    table: 'profile_features',
    sumsTable: 'profile_feature_sums',
    columns: ['start_s', 'version', 'revision', 'chunk', 'counts'],
    where: query => {
      query.whereIn('revision', [...revisions]);
      if (chunk !== undefined) query.where('chunk', chunk);
    },
  });
  return rows.map(({ start_s: startS, ...row }) => ({
    startS: Number(startS),
    ...row,
  }));
}

interface SelectPiecesOptions {
  filter: WindowFilter;
  table: string;
  sumsTable: string;
  columns: string[];
  where?(query: Knex.QueryBuilder): void;
}

/**
 * One statement, because a merge that ended between two would let them see a
 * row twice, or not at all.
 */
async function selectPieces<Row>(
  knex: Knex,
  options: SelectPiecesOptions,
): Promise<Row[]> {
  const { filter, table, sumsTable, columns, where } = options;
  const { fromS, untilS, bucketS = FIVE_MINUTES_S } = filter;
  const pieces = planReads({ fromS, untilS, bucketS });
  if (pieces.length === 0) {
    return [];
  }
  const [first, ...others] = pieces.map(piece =>
    knex(piece.source === 'sums' ? sumsTable : table)
      .select(columns)
      .modify(applyFilter, filter)
      .modify(applyPiece, piece)
      .modify(query => where?.(query)),
  );
  return first.unionAll(others);
}

function applyFilter(query: Knex.QueryBuilder, filter: WindowFilter): void {
  query
    .where('model_ref', filter.modelRef)
    .where('environment', filter.environment);
  if (filter.version !== undefined) query.where('version', filter.version);
  if (filter.traffic) {
    query.where('traffic', filter.traffic);
  } else {
    query.whereNot('traffic', 'shadow');
  }
  if (filter.replay !== undefined) query.where('replay', filter.replay);
}

function applyPiece(query: Knex.QueryBuilder, piece: ReadPiece): void {
  const { source, granularities, fromS, untilS } = piece;
  query.where('start_s', '>=', fromS).where('start_s', '<', untilS);
  if (granularities) {
    query.whereIn('granularity', granularities);
  }
  if (source === 'unmerged') {
    query.whereRaw(UNMERGED);
  } else {
    query.where('writer', MERGED_WRITER);
  }
}
