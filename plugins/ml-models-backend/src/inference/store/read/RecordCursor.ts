import { INTEGER_MAX } from '@noshelfware/backstage-plugin-ml-models-common';
import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { z } from 'zod';
import { decodePageCursor, encodePageCursor } from '../../../pageCursor';
import { dayOf, findEventTimeMs } from '../../eventTime';

/** Where a page ends: the next one begins with the record before it in time. */
export interface RecordPosition extends RecordKey {
  /** Of the id: milliseconds since the epoch. */
  timeMs: number;
}

const positionSchema = z
  .tuple([z.string(), z.number().int().nonnegative().max(INTEGER_MAX)])
  .transform(([inference_id, row_index]) =>
    toPosition({ inference_id, row_index }),
  );

export function encodeCursor({ inferenceId, row }: RecordPosition): string {
  return encodePageCursor([inferenceId, row]);
}

/** @throws InputError for what was not made here */
export function decodeCursor(cursor: string): RecordPosition {
  return decodePageCursor(cursor, positionSchema);
}

/** The day is that of the id, and the order of ids is that of time. */
export const POSITION_COLUMNS = ['day', 'inference_id', 'row_index'];

/** Newest first; rows of one request from the last to the first. */
export const NEWEST_FIRST = orderPositions('desc');
export const OLDEST_FIRST = orderPositions('asc');

function orderPositions(order: 'asc' | 'desc') {
  return POSITION_COLUMNS.map(column => ({ column, order }));
}

/** @param operator - `<` is further back than the position, `>` newer */
export function wherePosition(
  query: Knex.QueryBuilder,
  operator: '<' | '>' | '>=',
  { timeMs, inferenceId, row }: RecordPosition,
): void {
  const day = dayOf(timeMs);
  query
    .whereRaw(`(${POSITION_COLUMNS.join(', ')}) ${operator} (?, ?, ?)`, [
      day,
      inferenceId,
      row,
    ])
    // PostgreSQL leaves out partitions by this alone.
    .where('day', operator === '<' ? '<=' : '>=', day);
}

export interface PositionRow {
  inference_id: string;
  row_index: number;
}

/** @throws Error for an id that is no UUIDv7 */
export function toPosition(row: PositionRow): RecordPosition {
  const timeMs = findEventTimeMs(row.inference_id);
  if (timeMs === undefined) {
    throw new Error(`No UUIDv7: ${row.inference_id}`);
  }
  return { timeMs, inferenceId: row.inference_id, row: row.row_index };
}
