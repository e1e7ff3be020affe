import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';

/** Where a page ends: the next one begins with the record before it in time. */
export interface RecordPosition {
  timeMs: number;
  inferenceId: string;
  row: number;
}

const cursorSchema = z.tuple([
  z.number().int(),
  z.uuid(),
  z.number().int().nonnegative(),
]);

export function encodeCursor({
  timeMs,
  inferenceId,
  row,
}: RecordPosition): string {
  return Buffer.from(JSON.stringify([timeMs, inferenceId, row])).toString(
    'base64url',
  );
}

/** @throws InputError for what was not made here */
export function decodeCursor(cursor: string): RecordPosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const [timeMs, inferenceId, row] = cursorSchema.parse(JSON.parse(text));
    return { timeMs, inferenceId, row };
  } catch (error) {
    throw new InputError(
      'query.cursor is not one that a page has given: leave it out to begin anew',
      error,
    );
  }
}

export const POSITION_COLUMNS = ['time_ms', 'inference_id', 'row_index'];

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
  query.whereRaw(`(${POSITION_COLUMNS.join(', ')}) ${operator} (?, ?, ?)`, [
    timeMs,
    inferenceId,
    row,
  ]);
}

export interface PositionRow {
  time_ms: number | string;
  inference_id: string;
  row_index: number;
}

export function toPosition(row: PositionRow): RecordPosition {
  return {
    timeMs: Number(row.time_ms),
    inferenceId: row.inference_id,
    row: row.row_index,
  };
}
