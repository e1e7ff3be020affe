import {
  InferencePage,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { findCandidates } from './findCandidates';
import { decodeCursor, encodeCursor, toPosition } from './RecordCursor';
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
  { cursor, limit, ...filter }: ParsedInferenceQuery,
): Promise<InferencePage> {
  const { candidates, sliceEnd } = await findCandidates(
    {
      knex,
      modelKey: model.modelKey,
      before: cursor ? decodeCursor(cursor) : undefined,
      sliceRows,
    },
    filter,
  );
  const rows: ListedRow[] = await candidates.newest({
    columns: LISTED_COLUMNS,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const isFull = rows.length > limit;
  const end = isFull ? toPosition(shown[shown.length - 1]) : sliceEnd;
  return {
    items: shown.map(row => toInferenceRecord(row, model.modelRef)),
    nextCursor: end && encodeCursor(end),
    searchedUntil:
      sliceEnd && !isFull ? new Date(sliceEnd.timeMs).toISOString() : undefined,
  };
}
