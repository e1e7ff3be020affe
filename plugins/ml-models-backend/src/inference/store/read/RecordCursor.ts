import { InputError } from '@backstage/errors';
import { INTEGER_MAX } from '@noshelfware/backstage-plugin-ml-models-common';
import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { z } from 'zod';
import { dayOf, findEventTimeMs } from '../../eventTime';

/** Where a page ends: the next one begins with the record before it in time. */
export interface RecordPosition extends RecordKey {
  /** Of the id: milliseconds since the epoch. */
  timeMs: number;
}

const cursorSchema = z.tuple([
  z.string(),
  z.number().int().nonnegative().max(INTEGER_MAX),
]);

export function encodeCursor({ inferenceId, row }: RecordPosition): string {
  return Buffer.from(JSON.stringify([inferenceId, row])).toString('base64url');
}

/** @throws InputError for what was not made here */
export function decodeCursor(cursor: string): RecordPosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const [inference_id, row_index] = cursorSchema.parse(JSON.parse(text));
    return toPosition({ inference_id, row_index });
  } catch (error) {
    throw new InputError(
      'query.cursor is not one that a page has given: leave it out to begin anew',
      error,
    );
  }
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
