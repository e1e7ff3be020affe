import {
  ExceptionGroup,
  ExceptionPage,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { findCandidates } from './findCandidates';
import {
  decodeCursor,
  encodeCursor,
  NEWEST_FIRST,
  PositionRow,
} from './RecordCursor';
import { SearchInferencesOptions } from './searchInferences';

/** Groups that a person can work through; the most recent ones. */
const GROUPS_MAX = 200;

const COLUMNS = [
  'error_type',
  'error_place',
  'error_message',
  'status_code',
  'version',
  'day',
  'time_ms',
  'inference_id',
  'row_index',
];

/** What failures of one group have in common. */
interface GroupKey {
  error_type: string | null;
  error_place: string | null;
  /** Tells those without a stack apart; null for all others. */
  error_text: string | null;
}

interface GroupedRow extends GroupKey {
  version: number;
  records: number | string;
  first_ms: number | string;
  last_ms: number | string;
}

interface NewestRow extends PositionRow, GroupKey {
  error_message: string | null;
  status_code: number | null;
}

/**
 * Failed predictions by type and place, or by message where no place is known,
 * the most recent first. Looks at so many
 * rows, says how far back it came, and goes on from there with the cursor.
 */
export async function groupExceptions(
  { knex, model, sliceRows }: SearchInferencesOptions,
  query: ParsedInferenceQuery,
): Promise<ExceptionPage> {
  const { cursor, ...filter } = query;
  const { candidates, sliceEnd } = await findCandidates(
    {
      knex,
      modelKey: model.modelKey,
      before: cursor ? decodeCursor(cursor) : undefined,
      sliceRows,
      readsAll: true,
    },
    { ...filter, status: 'error' },
  );
  const failed = knex
    .from(candidates.all(COLUMNS).as('candidates'))
    .select(
      '*',
      knex.raw(
        'CASE WHEN error_place IS NULL THEN error_message END AS error_text',
      ),
    );
  const grouped = await countByGroup(knex, failed);
  const newest = await findNewestOfGroups(knex, failed);
  const items = newest.map(example =>
    toGroup(
      example,
      grouped.filter(
        row =>
          row.error_type === example.error_type &&
          row.error_place === example.error_place &&
          row.error_text === example.error_text,
      ),
    ),
  );
  return {
    items,
    nextCursor: sliceEnd && encodeCursor(sliceEnd),
    searchedUntil: sliceEnd && new Date(sliceEnd.timeMs).toISOString(),
  };
}

async function countByGroup(
  knex: Knex,
  failed: Knex.QueryBuilder,
): Promise<GroupedRow[]> {
  return knex
    .from(failed.clone().as('failed'))
    .groupBy('error_type', 'error_place', 'error_text', 'version')
    .select(
      'error_type',
      'error_place',
      'error_text',
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
      `row_number() OVER (PARTITION BY error_type, error_place, error_text
           ORDER BY day DESC, inference_id DESC, row_index DESC) AS age`,
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
