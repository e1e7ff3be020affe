import { InferenceSubject } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { isSqlite } from '../../../database';
import { readStoredValues, StoredValues } from '../storedValues';
import { afterKey, POSITION, START, SubjectKey, valuesOf } from './SubjectKey';

/** Rows looked at by one statement: some ten milliseconds on either database. */
const ROWS_PER_STATEMENT = 5_000;

export interface FindSubjectOptions {
  knex: Knex;
  table: 'inference_records' | 'pending_feedback';
  modelKey: number;
  /** JSON columns to look into. */
  columns: readonly string[];
  subject: InferenceSubject;
}

/**
 * Goes through the rows of a model in the order of their key.
 *
 * @returns step by step, the keys of those that have the subject in them
 */
export async function* findSubjectKeys(
  options: FindSubjectOptions,
): AsyncGenerator<SubjectKey[]> {
  let after: SubjectKey | undefined = START;
  while (after) {
    const until = await findSliceEnd(options, after);
    yield await findInSlice(options, after, until);
    after = until;
  }
}

/** @returns the last row of the slice; undefined when there are no more behind it */
async function findSliceEnd(
  options: FindSubjectOptions,
  after: SubjectKey,
): Promise<SubjectKey | undefined> {
  return rowsAfter(options, after)
    .orderBy([...POSITION])
    .offset(ROWS_PER_STATEMENT - 1)
    .first(...POSITION);
}

async function findInSlice(
  options: FindSubjectOptions,
  after: SubjectKey,
  until: SubjectKey | undefined,
): Promise<SubjectKey[]> {
  const { columns, subject } = options;
  const query = rowsAfter(options, after);
  if (until) {
    query.whereRaw(
      '(day, inference_id, row_index) <= (?, ?, ?)',
      valuesOf(until),
    );
  }
  narrow(query, options);
  const rows: (SubjectKey & Record<string, StoredValues>)[] =
    await query.select(...POSITION, ...columns);
  return rows
    .filter(row =>
      columns.some(column => {
        const values = readStoredValues(row[column]);
        return values !== undefined && subject.isIn(values);
      }),
    )
    .map(({ day, inference_id: id, row_index: row }) => ({
      day,
      inference_id: id,
      row_index: row,
    }));
}

function rowsAfter(
  { knex, table, modelKey }: FindSubjectOptions,
  after: SubjectKey,
): Knex.QueryBuilder {
  return afterKey(knex(table).where('model_key', modelKey), after);
}

/** Leaves out rows that cannot have it, before any of their JSON is read. */
function narrow(
  query: Knex.QueryBuilder,
  { knex, columns, subject }: FindSubjectOptions,
): void {
  const needles = subject.needles();
  if (!needles) {
    return;
  }
  const contains = isSqlite(knex)
    ? 'instr(??, ?) > 0'
    : 'strpos(??::text, ?) > 0';
  query.where(either => {
    for (const column of columns) {
      for (const needle of needles) {
        either.orWhereRaw(contains, [column, needle]);
      }
    }
  });
}
