import { trafficKindSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { addPackedCounts, countsIn } from '../binning/packCounts';
import { addToFeatureCounts, FeatureAddition } from './addToFeatureCounts';
import { addToWindows } from './addToWindows';
import { WindowBatch } from './WindowBatch';
import {
  MERGED_WRITER,
  toWindowKeyRow,
  WINDOW_KEY_COLUMNS,
  WindowKey,
  WindowKeyRow,
  windowKeyText,
} from './WindowKey';
import { WindowProfileRow } from './WindowProfile';

/** A kind of profile, and how its rows are merged. */
export interface ProfileTable<Row extends WrittenRow> {
  /** Where everything is, once. */
  table: string;
  /** Where what is merged is once more, in longer windows. */
  sumsTable: string;
  keyColumns: readonly string[];
  /** In the order of `keyColumns`. */
  keyOf(row: Row): (string | number | boolean)[];
  /** Adds rows to merged ones of `table` or `sumsTable`, in windows of a length. */
  add(trx: Knex.Transaction, into: Destination, rows: Row[]): Promise<void>;
}

export interface Destination {
  sums: boolean;
  /** The window that a row goes into. */
  granularityOf(row: WindowKeyRow): number;
}

export type WrittenRow = WindowKeyRow & { writer: string };

export const windowTable: ProfileTable<WrittenRow & WindowProfileRow> = {
  table: 'profile_windows',
  sumsTable: 'profile_window_sums',
  keyColumns: [...WINDOW_KEY_COLUMNS, 'writer'],
  keyOf: row => [...windowKeyOf(row), row.writer],
  async add(trx, into, rows) {
    const batch = new WindowBatch();
    for (const row of rows) {
      batch.profileOf(keyIn(into, row)).addRow(row);
    }
    const table = into.sums ? 'profile_window_sums' : 'profile_windows';
    const options = { table, writer: MERGED_WRITER } as const;
    await addToWindows(trx, options, batch.windows());
  },
};

type FeatureRow = WrittenRow & {
  revision: number;
  chunk: number;
  counts: Buffer;
};

export const featureTable: ProfileTable<FeatureRow> = {
  table: 'profile_features',
  sumsTable: 'profile_feature_sums',
  keyColumns: [...WINDOW_KEY_COLUMNS, 'revision', 'chunk', 'writer'],
  keyOf: row => [...windowKeyOf(row), row.revision, row.chunk, row.writer],
  async add(trx, into, rows) {
    const additions = new Map<string, FeatureAddition>();
    for (const { revision, chunk, counts: packed, ...row } of rows) {
      const key = keyIn(into, row);
      const text = `${windowKeyText(toWindowKeyRow(key))} ${revision} ${chunk}`;
      const counts =
        additions.get(text)?.counts ?? new Float64Array(countsIn(packed));
      addPackedCounts(counts, packed);
      additions.set(text, { key, revision, chunk, counts });
    }
    const table = into.sums ? 'profile_feature_sums' : 'profile_features';
    const options = { table, writer: MERGED_WRITER } as const;
    await addToFeatureCounts(trx, options, [...additions.values()]);
  },
};

function windowKeyOf(row: WindowKeyRow) {
  return WINDOW_KEY_COLUMNS.map(column => row[column]);
}

function keyIn({ granularityOf }: Destination, row: WindowKeyRow): WindowKey {
  const granularity = granularityOf(row);
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    startS: Math.floor(Number(row.start_s) / granularity) * granularity,
    granularity,
  };
}
