import { Knex } from 'knex';
import { addPackedCounts, packCounts } from '../binning/packCounts';
import {
  toWindowKeyRow,
  WINDOW_KEY_COLUMNS,
  WindowKey,
  WindowKeyRow,
  windowKeyText,
} from './WindowKey';

/** 11 columns × 100, and up to 2 MB of counts. */
const ROWS_PER_STATEMENT = 100;

/** Counts of one chunk of features in one window. */
export interface FeatureAddition {
  key: WindowKey;
  revision: number;
  chunk: number;
  counts: Float64Array;
}

interface FeatureRow extends WindowKeyRow {
  revision: number;
  chunk: number;
  counts: Buffer;
}

export type FeatureTable = 'profile_features' | 'profile_feature_sums';

export interface AddToFeatureCountsOptions {
  /** Default: `profile_features`. */
  table?: FeatureTable;
  /** Nobody else adds to rows of this writer at the same time. */
  writer: string;
}

const ROW_KEY_COLUMNS = [...WINDOW_KEY_COLUMNS, 'revision', 'chunk', 'writer'];

/**
 * Adds to a writer's counts of features, as `addToWindows` does, and against
 * the same race.
 *
 * @param additions - one for each key, revision and chunk
 */
export async function addToFeatureCounts(
  trx: Knex.Transaction,
  options: AddToFeatureCountsOptions,
  additions: readonly FeatureAddition[],
): Promise<void> {
  for (let i = 0; i < additions.length; i += ROWS_PER_STATEMENT) {
    await addChunk(trx, options, additions.slice(i, i + ROWS_PER_STATEMENT));
  }
}

async function addChunk(
  trx: Knex.Transaction,
  { table = 'profile_features', writer }: AddToFeatureCountsOptions,
  additions: readonly FeatureAddition[],
): Promise<void> {
  const keyRows = additions.map(({ key, revision, chunk }) => ({
    ...toWindowKeyRow(key),
    revision,
    chunk,
  }));
  const stored = await trx(table)
    .whereIn(
      ROW_KEY_COLUMNS,
      keyRows.map(row => [
        ...WINDOW_KEY_COLUMNS.map(it => row[it]),
        row.revision,
        row.chunk,
        writer,
      ]),
    )
    .orderBy(ROW_KEY_COLUMNS)
    .forUpdate()
    .select<FeatureRow[]>();
  const storedByKey = new Map(stored.map(row => [keyText(row), row]));
  const rows = additions.map(({ counts }, index) => {
    const row = storedByKey.get(keyText(keyRows[index]));
    if (row) addPackedCounts(counts, row.counts);
    return { ...keyRows[index], writer, counts: packCounts(counts) };
  });
  await trx(table).insert(rows).onConflict(ROW_KEY_COLUMNS).merge(['counts']);
}

function keyText(row: WindowKeyRow & { revision: number; chunk: number }) {
  return `${windowKeyText(row)} ${row.revision} ${row.chunk}`;
}
