import { InferenceNeighbours } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  NEWEST_FIRST,
  OLDEST_FIRST,
  POSITION_COLUMNS,
  PositionRow,
  toPosition,
  wherePosition,
} from './RecordCursor';
import { SearchedModel } from './searchInferences';
import {
  LISTED_COLUMNS,
  ListedRow,
  toInferenceRecord,
} from './StoredInference';
import { whereRecord } from './whereRecord';

/** Enough to see whether a record is one of many alike. */
const NEIGHBOURS_MAX = 3;

/** Rows of a request that a person looks through. */
const REQUEST_ROWS_MAX = 100;

interface MiddleRow extends PositionRow {
  day: number;
  request_id: string | null;
}

/**
 * What a model answered just before and after a record, and the other rows of
 * its request.
 *
 * @returns undefined when there is no such record
 */
export async function findNeighbours(
  { knex, model }: { knex: Knex; model: SearchedModel },
  key: RecordKey,
): Promise<InferenceNeighbours | undefined> {
  const middle: MiddleRow | undefined = await knex('inference_records')
    .modify(whereRecord, model, key)
    .first([...POSITION_COLUMNS, 'day', 'request_id']);
  if (!middle) {
    return undefined;
  }
  const records = () =>
    knex('inference_records')
      .where('model_key', model.modelKey)
      .select(LISTED_COLUMNS);
  const newer: ListedRow[] = await records()
    .modify(wherePosition, '>', toPosition(middle))
    .orderBy(OLDEST_FIRST)
    .limit(NEIGHBOURS_MAX);
  const older: ListedRow[] = await records()
    .modify(wherePosition, '<', toPosition(middle))
    .orderBy(NEWEST_FIRST)
    .limit(NEIGHBOURS_MAX);
  const sameRequest: ListedRow[] = await records()
    .modify(whereSameRequest, middle)
    .orderBy('row_index')
    .limit(REQUEST_ROWS_MAX);
  const toRecords = (rows: readonly ListedRow[]) =>
    rows.map(row => toInferenceRecord(row, model.modelRef));
  return {
    newer: toRecords([...newer].reverse()),
    older: toRecords(older),
    sameRequest: toRecords(sameRequest),
  };
}

/** Rows that one request was broken into, or that share the id their caller gave. */
function whereSameRequest(query: Knex.QueryBuilder, middle: MiddleRow): void {
  query
    // Callers use ids again; within a day they seldom mean another request.
    .where('day', middle.day)
    .where(either => {
      either.where('inference_id', middle.inference_id);
      if (middle.request_id !== null) {
        either.orWhere('request_id', middle.request_id);
      }
    })
    .whereNot(itself =>
      itself
        .where('inference_id', middle.inference_id)
        .where('row_index', middle.row_index),
    );
}
