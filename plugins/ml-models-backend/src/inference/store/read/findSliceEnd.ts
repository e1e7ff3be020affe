import { Candidates } from './Candidates';
import { POSITION_COLUMNS, RecordPosition, toPosition } from './RecordCursor';

/** Rows that one search looks at: well below a second on either database. */
export const SLICE_ROWS = 200_000;

/** @returns the last row that one search may look at; undefined when it may look at all */
export async function findSliceEnd(
  candidates: Candidates,
  sliceRows = SLICE_ROWS,
): Promise<RecordPosition | undefined> {
  const [end] = await candidates.newest({
    columns: POSITION_COLUMNS,
    offset: sliceRows - 1,
    limit: 1,
  });
  return end && toPosition(end);
}
