import { InferenceFilter } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { Candidates } from './Candidates';
import { findSliceEnd } from './findSliceEnd';
import { applyRange, applyRowFilter } from './applyFilter';
import { planSearch } from './planSearch';
import { RecordPosition, wherePosition } from './RecordCursor';

export interface FindCandidatesOptions {
  knex: Knex;
  modelKey: number;
  /** Only rows before it. */
  before?: RecordPosition;
  /** Rows that one search looks at, where each has to be looked at. */
  sliceRows?: number;
  /** Whether all candidates are read, not a page of them; default false. */
  readsAll?: boolean;
}

export interface FoundCandidates {
  /** Rows that the filter keeps. */
  candidates: Candidates;
  /** The last row that was looked at; undefined when all were. */
  sliceEnd?: RecordPosition;
}

/** Rows that a filter keeps, among as many as one search may look at. */
export async function findCandidates(
  { knex, modelKey, before, sliceRows, readsAll }: FindCandidatesOptions,
  filter: InferenceFilter,
): Promise<FoundCandidates> {
  const { branches, rest, isSliced } = await planSearch(knex, modelKey, filter);
  let candidates = new Candidates({ knex, modelKey, branches }).where(query =>
    applyRange(query, filter),
  );
  if (before) {
    candidates = candidates.where(query => wherePosition(query, '<', before));
  }
  const sliceEnd =
    isSliced || readsAll
      ? await findSliceEnd(candidates, sliceRows)
      : undefined;
  if (sliceEnd) {
    candidates = candidates.where(query =>
      wherePosition(query, '>=', sliceEnd),
    );
  }
  return {
    candidates: candidates.where(query => applyRowFilter(query, rest)),
    sliceEnd,
  };
}
