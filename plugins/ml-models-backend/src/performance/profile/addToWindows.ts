import { Knex } from 'knex';
import {
  toWindowKeyRow,
  WINDOW_KEY_COLUMNS,
  WindowKey,
  WindowKeyRow,
  windowKeyText,
} from './WindowKey';
import { WindowProfile, WindowProfileRow } from './WindowProfile';

/** 18 columns × 500 stay below every limit of parameters. */
const ROWS_PER_STATEMENT = 500;

export interface WindowAddition {
  key: WindowKey;
  profile: WindowProfile;
}

export type WindowTable = 'profile_windows' | 'profile_window_sums';

export interface AddToWindowsOptions {
  /** Default: `profile_windows`. */
  table?: WindowTable;
  /** Nobody else adds to rows of this writer at the same time. */
  writer: string;
}

const ROW_KEY_COLUMNS = [...WINDOW_KEY_COLUMNS, 'writer'];

/**
 * Adds to a writer's windows. Reads them under a lock and writes them back.
 *
 * Race prevented: a roll-up that merges a window while something is added to
 * it. Whoever comes second finds the other's work: the row is gone, and a new
 * one is begun, or the row is there with what was added, and is merged whole.
 *
 * @param additions - one for each key
 */
export async function addToWindows(
  trx: Knex.Transaction,
  options: AddToWindowsOptions,
  additions: readonly WindowAddition[],
): Promise<void> {
  for (let i = 0; i < additions.length; i += ROWS_PER_STATEMENT) {
    await addChunk(trx, options, additions.slice(i, i + ROWS_PER_STATEMENT));
  }
}

async function addChunk(
  trx: Knex.Transaction,
  { table = 'profile_windows', writer }: AddToWindowsOptions,
  additions: readonly WindowAddition[],
): Promise<void> {
  const keyRows = additions.map(({ key }) => toWindowKeyRow(key));
  const stored = await trx(table)
    .whereIn(
      ROW_KEY_COLUMNS,
      keyRows.map(row => [...WINDOW_KEY_COLUMNS.map(it => row[it]), writer]),
    )
    .orderBy(ROW_KEY_COLUMNS)
    .forUpdate()
    .select<(WindowKeyRow & WindowProfileRow)[]>();
  const storedByKey = new Map(stored.map(row => [windowKeyText(row), row]));
  const rows = additions.map(({ profile }, index) => {
    const row = storedByKey.get(windowKeyText(keyRows[index]));
    if (row) profile.addRow(row);
    return { ...keyRows[index], writer, ...profile.toRow() };
  });
  await trx(table).insert(rows).onConflict(ROW_KEY_COLUMNS).merge();
}
