import { Knex } from 'knex';
import {
  NEWEST_FIRST,
  POSITION_COLUMNS,
  PositionRow,
  RecordPosition,
  toPosition,
} from './RecordCursor';

/** Rows that one search looks at: well below a second on either database. */
export const SLICE_ROWS = 200_000;

/**
 * @param rows - a query of the rows to look at, newest first
 * @returns the last row that one search may look at; undefined when it may look at all
 */
export async function findSliceEnd(
  rows: Knex.QueryBuilder,
  sliceRows = SLICE_ROWS,
): Promise<RecordPosition | undefined> {
  const end: PositionRow | undefined = await rows
    .clone()
    .orderBy(NEWEST_FIRST)
    .offset(sliceRows - 1)
    .first(POSITION_COLUMNS);
  return end && toPosition(end);
}
