import {
  InferencePage,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { findSliceEnd } from './findSliceEnd';
import {
  applyIndexedFilter,
  applyRowFilter,
  readsManyRows,
} from './InferenceFilter';
import {
  decodeCursor,
  encodeCursor,
  NEWEST_FIRST,
  toPosition,
  wherePosition,
} from './RecordCursor';
import {
  LISTED_COLUMNS,
  ListedRow,
  toInferenceRecord,
} from './StoredInference';

export interface SearchedModel {
  modelRef: string;
  modelKey: number;
}

export interface SearchInferencesOptions {
  knex: Knex;
  model: SearchedModel;
  /** Rows that one search looks at, where each has to be looked at. */
  sliceRows?: number;
}

/**
 * A page of records, newest first. A search that has to look at each row stops
 * after a slice, says how far it came, and goes on from there with the cursor.
 */
export async function searchInferences(
  { knex, model, sliceRows }: SearchInferencesOptions,
  query: ParsedInferenceQuery,
): Promise<InferencePage> {
  const candidates = knex('inference_records').modify(
    applyIndexedFilter,
    model.modelKey,
    query,
  );
  if (query.cursor) {
    wherePosition(candidates, '<', decodeCursor(query.cursor));
  }
  const sliceEnd = readsManyRows(query)
    ? await findSliceEnd(candidates, sliceRows)
    : undefined;
  if (sliceEnd) {
    wherePosition(candidates, '>=', sliceEnd);
  }
  const rows: ListedRow[] = await candidates
    .modify(applyRowFilter, query)
    .orderBy(NEWEST_FIRST)
    .limit(query.limit + 1)
    .select(LISTED_COLUMNS);
  const shown = rows.slice(0, query.limit);
  const isFull = rows.length > query.limit;
  const end = isFull ? toPosition(shown[shown.length - 1]) : sliceEnd;
  return {
    items: shown.map(row => toInferenceRecord(row, model.modelRef)),
    nextCursor: end && encodeCursor(end),
    searchedUntil:
      sliceEnd && !isFull ? new Date(sliceEnd.timeMs).toISOString() : undefined,
  };
}
