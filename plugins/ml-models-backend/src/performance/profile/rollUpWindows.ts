import { trafficKindSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { addToWindows } from './addToWindows';
import { deleteRows, lockSpan, RollUpSpan } from './spanRows';
import { WindowBatch } from './WindowBatch';
import { WINDOW_KEY_COLUMNS, WindowKey, WindowKeyRow } from './WindowKey';
import { WindowProfileRow } from './WindowProfile';

type Row = WindowKeyRow & WindowProfileRow & { writer: string };

/** Merges the windows of a span, whoever wrote them, into longer ones. */
export async function rollUpWindows(
  trx: Knex.Transaction,
  writer: string,
  span: RollUpSpan,
): Promise<void> {
  const columns = [...WINDOW_KEY_COLUMNS, 'writer'] as const;
  const rows: Row[] = await lockSpan(trx, 'profile_windows', span, columns);
  const batch = new WindowBatch();
  for (const row of rows) {
    batch.profileOf(longerKey(row, span)).addRow(row);
  }
  await deleteRows(trx, 'profile_windows', rows, columns);
  await addToWindows(trx, writer, batch.windows());
}

/** The window of the span that a row goes into. */
export function longerKey(row: WindowKeyRow, span: RollUpSpan): WindowKey {
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    startS: span.startS,
    granularity: span.toGranularity,
  };
}
