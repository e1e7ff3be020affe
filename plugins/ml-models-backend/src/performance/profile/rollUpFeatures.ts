import { Knex } from 'knex';
import { addPackedCounts, countsIn } from '../binning/packCounts';
import { addToFeatureCounts, FeatureAddition } from './addToFeatureCounts';
import { longerKey } from './rollUpWindows';
import { deleteRows, lockSpan, RollUpSpan } from './spanRows';
import {
  toWindowKeyRow,
  WINDOW_KEY_COLUMNS,
  WindowKeyRow,
  windowKeyText,
} from './WindowKey';

interface Row extends WindowKeyRow {
  revision: number;
  chunk: number;
  writer: string;
  counts: Buffer;
}

/** Merges the counts of a span, whoever wrote them, into longer windows. */
export async function rollUpFeatures(
  trx: Knex.Transaction,
  writer: string,
  span: RollUpSpan,
): Promise<void> {
  const columns = [
    ...WINDOW_KEY_COLUMNS,
    'revision',
    'chunk',
    'writer',
  ] as const;
  const rows: Row[] = await lockSpan(trx, 'profile_features', span, columns);
  const additions = new Map<string, FeatureAddition>();
  for (const row of rows) {
    const key = longerKey(row, span);
    const text = `${windowKeyText(toWindowKeyRow(key))} ${row.revision} ${
      row.chunk
    }`;
    const addition = additions.get(text) ?? {
      key,
      revision: row.revision,
      chunk: row.chunk,
      counts: new Float64Array(countsIn(row.counts)),
    };
    addPackedCounts(addition.counts, row.counts);
    additions.set(text, addition);
  }
  await deleteRows(trx, 'profile_features', rows, columns);
  await addToFeatureCounts(trx, writer, [...additions.values()]);
}
