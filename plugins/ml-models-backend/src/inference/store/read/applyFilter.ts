import { OVERLOAD_STATUSES } from '@noshelfware/backstage-plugin-ml-models-common';
import { InferenceFilter } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf, lowestIdAt } from '../../eventTime';
import { compareFeature } from './compareFeature';
import { whereTraffic } from './whereTraffic';

/** Characters that LIKE takes for patterns. */
const PATTERNS = /[\\%_]/g;

/** Keeps rows of a range, by what every index ends in. */
export function applyRange(
  query: Knex.QueryBuilder,
  { from, until }: Pick<InferenceFilter, 'from' | 'until'>,
): void {
  if (from) whereTime(query, '>=', Date.parse(from));
  if (until) whereTime(query, '<', Date.parse(until));
}

function whereTime(
  query: Knex.QueryBuilder,
  operator: '>=' | '<',
  timeMs: number,
): void {
  const day = dayOf(timeMs);
  query
    .whereRaw(`(day, inference_id) ${operator} (?, ?)`, [
      day,
      lowestIdAt(timeMs),
    ])
    // PostgreSQL leaves out partitions by this alone.
    .where('day', operator === '<' ? '<=' : '>=', day);
}

/** Keeps rows that compare as asked, of those that are looked at. */
export function applyRowFilter(
  query: Knex.QueryBuilder,
  filter: InferenceFilter,
): void {
  const { environment, version, traffic, status, text } = filter;
  if (environment) query.where('environment', environment);
  if (version !== undefined) query.where('version', version);
  whereTraffic(query, traffic);
  if (status) whereStatus(query, status);
  if (filter.errorType) query.where('error_type', filter.errorType);
  if (filter.errorPlace) query.where('error_place', filter.errorPlace);
  if (text) {
    whereException(query, text.toLocaleLowerCase('en-US'));
  }
  for (const comparison of filter.features ?? []) {
    compareFeature(query, comparison);
  }
}

function whereStatus(
  query: Knex.QueryBuilder,
  status: NonNullable<InferenceFilter['status']>,
): void {
  query.whereRaw(status === 'ok' ? 'NOT failed' : 'failed');
  if (status === 'invalid') {
    query
      .whereBetween('status_code', [400, 499])
      .whereNotIn('status_code', OVERLOAD_STATUSES);
  }
  if (status === 'error') {
    query.where(answered =>
      answered
        .whereNull('status_code')
        .orWhereNotBetween('status_code', [400, 499])
        .orWhereIn('status_code', OVERLOAD_STATUSES),
    );
  }
}

/** Message, type or place; stack traces repeat them, and take long to read. */
function whereException(query: Knex.QueryBuilder, text: string): void {
  query.where(said => {
    for (const column of ['error_message', 'error_type', 'error_place']) {
      said.orWhere(each => whereMentions(each, column, text));
    }
  });
}

/** Databases put capitals beyond ASCII in lower case as they are set up, or not. */
function whereMentions(
  query: Knex.QueryBuilder,
  column: string,
  text: string,
): void {
  const capitals = [...new Set(text)].flatMap(letter => {
    const capital = letter.toLocaleUpperCase('en-US');
    const isOne = capital.toLocaleLowerCase('en-US') === letter;
    return letter > '\x7f' && isOne && capital !== letter
      ? [capital, letter]
      : [];
  });
  const lowered = capitals.reduce<string>(
    (sql, _, at) => (at % 2 === 0 ? `replace(${sql}, ?, ?)` : sql),
    column,
  );
  query.whereRaw(`lower(${lowered}) LIKE ? ESCAPE '\\'`, [
    ...capitals,
    `%${text.replace(PATTERNS, '\\$&')}%`,
  ]);
}
