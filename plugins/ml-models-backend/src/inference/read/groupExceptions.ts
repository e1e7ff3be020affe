import {
  ExceptionGroup,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { SLICE_ROWS } from './findSliceEnd';
import { applyIndexedFilter, applyRowFilter } from './InferenceFilter';
import { NEWEST_FIRST, PositionRow } from './RecordCursor';
import { SearchedModel } from './searchInferences';

/** Groups that a person can work through; the most recent ones. */
const GROUPS_MAX = 200;

const COLUMNS = [
  'error_type',
  'error_place',
  'error_message',
  'status_code',
  'version',
  'time_ms',
  'inference_id',
  'row_index',
];

interface GroupedRow {
  error_type: string | null;
  error_place: string | null;
  version: number;
  records: number | string;
  first_ms: number | string;
  last_ms: number | string;
}

interface NewestRow extends PositionRow {
  error_type: string | null;
  error_place: string | null;
  error_message: string | null;
  status_code: number | null;
}

/** Failed predictions by type and place, the most recent first. */
export async function groupExceptions(
  { knex, model }: { knex: Knex; model: SearchedModel },
  query: ParsedInferenceQuery,
): Promise<ExceptionGroup[]> {
  const failed = knex('inference_records')
    .modify(applyIndexedFilter, model.modelKey, { ...query, status: 'error' })
    .modify(applyRowFilter, query)
    .orderBy(NEWEST_FIRST)
    .limit(SLICE_ROWS)
    .select(COLUMNS);
  const grouped = await countByGroup(knex, failed);
  const newest = await findNewestOfGroups(knex, failed);
  return newest.map(example =>
    toGroup(
      example,
      grouped.filter(
        row =>
          row.error_type === example.error_type &&
          row.error_place === example.error_place,
      ),
    ),
  );
}

async function countByGroup(
  knex: Knex,
  failed: Knex.QueryBuilder,
): Promise<GroupedRow[]> {
  return knex
    .from(failed.clone().as('failed'))
    .groupBy('error_type', 'error_place', 'version')
    .select(
      'error_type',
      'error_place',
      'version',
      knex.raw('count(*) AS records'),
      knex.raw('min(time_ms) AS first_ms'),
      knex.raw('max(time_ms) AS last_ms'),
    );
}

async function findNewestOfGroups(
  knex: Knex,
  failed: Knex.QueryBuilder,
): Promise<NewestRow[]> {
  const aged = knex.from(failed.clone().as('failed')).select(
    '*',
    knex.raw(
      `row_number() OVER (PARTITION BY error_type, error_place
           ORDER BY time_ms DESC, inference_id DESC, row_index DESC) AS age`,
    ),
  );
  return knex
    .from(aged.as('aged'))
    .where('age', 1)
    .orderBy(NEWEST_FIRST)
    .limit(GROUPS_MAX)
    .select();
}

function toGroup(
  example: NewestRow,
  rows: readonly GroupedRow[],
): ExceptionGroup {
  const firstMs = Math.min(...rows.map(row => Number(row.first_ms)));
  const lastMs = Math.max(...rows.map(row => Number(row.last_ms)));
  return {
    type: example.error_type ?? 'unknown',
    message: example.error_message ?? undefined,
    place: example.error_place ?? undefined,
    statusCode: example.status_code ?? undefined,
    count: rows.reduce((sum, row) => sum + Number(row.records), 0),
    firstSeen: new Date(firstMs).toISOString(),
    lastSeen: new Date(lastMs).toISOString(),
    versions: rows.map(row => row.version).sort((a, b) => a - b),
    example: { id: example.inference_id, row: example.row_index },
  };
}
