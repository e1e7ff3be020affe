import { ParsedInferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { dayOf, findEventTimeMs } from '../eventTime';
import { compareFeature } from './compareFeature';

export type InferenceFilter = Omit<ParsedInferenceQuery, 'cursor' | 'limit'>;

/** Characters that LIKE takes for patterns. */
const PATTERNS = /[\\%_]/g;

/** What an index of its own finds: the model, the time and whether it failed. */
export function applyIndexedFilter(
  query: Knex.QueryBuilder,
  modelKey: number,
  { from, until, status }: InferenceFilter,
): void {
  query.where('model_key', modelKey);
  if (from) query.where('time_ms', '>=', Date.parse(from));
  if (until) query.where('time_ms', '<', Date.parse(until));
  // As the partial index has it.
  if (status === 'error') query.whereRaw('failed');
  if (status === 'ok') query.whereRaw('NOT failed');
}

/** What each row has to be looked at for. */
export function applyRowFilter(
  query: Knex.QueryBuilder,
  filter: InferenceFilter,
): void {
  const { environment, version, traffic, errorType, errorPlace, text, id } =
    filter;
  if (environment) query.where('environment', environment);
  if (version !== undefined) query.where('version', version);
  if (traffic) query.where('traffic', traffic);
  if (errorType) query.where('error_type', errorType);
  if (errorPlace) query.where('error_place', errorPlace);
  if (text) {
    const pattern = `%${text
      .toLocaleLowerCase('en-US')
      .replace(PATTERNS, '\\$&')}%`;
    query.whereRaw(`lower(error_message) LIKE ? ESCAPE '\\'`, [pattern]);
  }
  if (id) applyId(query, id);
  for (const comparison of filter.features ?? []) {
    compareFeature(query, comparison);
  }
}

/** Whether so many rows may have to be read that the search has to be cut short. */
export function readsManyRows({
  errorType,
  errorPlace,
  text,
  features = [],
}: InferenceFilter): boolean {
  return Boolean(errorType || errorPlace || text) || features.length > 0;
}

/** An inference id is looked up by its key, anything else as a request id. */
function applyId(query: Knex.QueryBuilder, id: string): void {
  const inferenceId = id.trim().toLocaleLowerCase('en-US');
  const timeMs = findEventTimeMs(inferenceId);
  query.where(either => {
    either.where('request_id', id.trim());
    if (timeMs !== undefined) {
      either.orWhere(byKey =>
        byKey.where('day', dayOf(timeMs)).where('inference_id', inferenceId),
      );
    }
  });
}
