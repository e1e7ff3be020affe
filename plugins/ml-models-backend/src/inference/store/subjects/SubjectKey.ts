import { Knex } from 'knex';
import { KEY_COLUMNS } from '../pendingFeedback';

/** Keys in one statement: four columns each, far below every limit of parameters. */
export const KEYS_PER_STATEMENT = 500;

/** What records of one model are known by. */
export interface SubjectKey {
  day: number;
  inference_id: string;
  row_index: number;
}

export const POSITION = ['day', 'inference_id', 'row_index'] as const;

/** Before all of them. */
export const START: SubjectKey = {
  day: -1,
  inference_id: '00000000-0000-0000-0000-000000000000',
  row_index: -1,
};

/** @returns values of `POSITION` */
export function valuesOf(key: SubjectKey): (string | number)[] {
  return POSITION.map(column => key[column]);
}

export function afterKey(
  query: Knex.QueryBuilder,
  after: SubjectKey,
): Knex.QueryBuilder {
  return query.whereRaw(
    '(day, inference_id, row_index) > (?, ?, ?)',
    valuesOf(after),
  );
}

/** Restricts to rows of a model with these keys, which fit one statement. */
export function whereKeys(
  query: Knex.QueryBuilder,
  modelKey: number,
  keys: readonly SubjectKey[],
): Knex.QueryBuilder {
  return query.whereIn(
    [...KEY_COLUMNS],
    keys.map(key => [modelKey, ...valuesOf(key)]),
  );
}

/** Deletes rows of a model by their keys. */
export async function deleteByKeys(
  knex: Knex,
  table: string,
  modelKey: number,
  keys: readonly SubjectKey[],
): Promise<void> {
  for (let at = 0; at < keys.length; at += KEYS_PER_STATEMENT) {
    const some = keys.slice(at, at + KEYS_PER_STATEMENT);
    await whereKeys(knex(table), modelKey, some).delete();
  }
}
