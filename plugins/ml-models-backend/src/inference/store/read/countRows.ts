import {
  CountQuery,
  InferenceCounts,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { findCandidates } from './findCandidates';
import { SearchInferencesOptions } from './searchInferences';

interface CountedRow {
  start_ms: number | string;
  failed: boolean | number;
  records: number | string;
}

/** Records over time, by looking at each. */
export async function countRows(
  { knex, model, sliceRows }: SearchInferencesOptions,
  { bucketMs, ...filter }: CountQuery,
): Promise<InferenceCounts> {
  const { candidates, sliceEnd } = await findCandidates(
    { knex, modelKey: model.modelKey, sliceRows, readsAll: true },
    filter,
  );
  const rows: CountedRow[] = await knex
    .from(candidates.all(['time_ms', 'failed']).as('found'))
    .groupBy('start_ms', 'failed')
    .select(
      knex.raw('time_ms - time_ms % ? AS start_ms', [bucketMs]),
      'failed',
      knex.raw('count(*) AS records'),
    );
  return {
    buckets: rows.map(row => ({
      startMs: Number(row.start_ms),
      ok: row.failed ? 0 : Number(row.records),
      errors: row.failed ? Number(row.records) : 0,
    })),
    searchedUntil: sliceEnd && new Date(sliceEnd.timeMs).toISOString(),
  };
}
