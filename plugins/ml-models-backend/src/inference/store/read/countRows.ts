import {
  isInvalidRequest,
  tellsFailures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  CountedBucket,
  CountQuery,
  InferenceCounts,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { findCandidates } from './findCandidates';
import { SearchInferencesOptions } from './searchInferences';
import { readOrigin } from './StoredInference';

interface CountedRow {
  start_ms: number | string;
  failed: boolean | number;
  status_code: number | null;
  imported: string | null;
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
  const outcome = ['failed', 'status_code', 'imported'];
  const rows: CountedRow[] = await knex
    .from(candidates.all(['time_ms', ...outcome]).as('found'))
    .groupBy('start_ms', ...outcome)
    .select(
      knex.raw('time_ms - time_ms % ? AS start_ms', [bucketMs]),
      ...outcome,
      knex.raw('count(*) AS records'),
    );
  return {
    buckets: rows.map(toBucket),
    searchedUntil: sliceEnd && new Date(sliceEnd.timeMs).toISOString(),
  };
}

function toBucket(row: CountedRow): CountedBucket {
  const failed = Boolean(row.failed);
  const statusCode = row.status_code ?? undefined;
  const invalid = isInvalidRequest({ failed, statusCode });
  const records = Number(row.records);
  const isTold = tellsFailures(readOrigin(row.imported));
  return {
    startMs: Number(row.start_ms),
    ok: failed ? 0 : records,
    failuresUntold: isTold ? 0 : records,
    invalidRequests: invalid ? records : 0,
    errors: failed && !invalid ? records : 0,
  };
}
