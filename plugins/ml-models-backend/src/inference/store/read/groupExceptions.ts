import {
  ExceptionGroup,
  ExceptionPage,
  failuresOf,
  ParsedInferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  MESSAGE_PATTERN_LENGTH,
  messagePatternOf,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { inStretches } from '../../../inStretches';
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

/** Failures of one look: each may have a message of its own, of half a kilobyte. */
const SLICE_ROWS = 20_000;

/** Messages read at a stretch: a few milliseconds of work. */
const STRETCH = 1_000;

const COLUMNS = [
  'error_type',
  'error_place',
  'status_code',
  'version',
  'day',
  'time_ms',
  'inference_id',
  'row_index',
];

/** Failures of one version that say the same, by the newest of them. */
interface AlikeRow extends PositionRow {
  error_type: string | null;
  error_place: string | null;
  /** The beginning of the message. */
  said: string | null;
  status_code: number | null;
  version: number;
  records: number | string;
  first_ms: number | string;
  last_ms: number | string;
}

/**
 * Failed predictions by type, place and what their messages have in common, the
 * most recent first. Looks at so many rows, says how far back it came, and goes
 * on from there with the cursor.
 */
export async function groupExceptions(
  { knex, model, sliceRows = SLICE_ROWS }: SearchInferencesOptions,
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
    { ...filter, status: failuresOf(filter.status) },
  );
  const alike = await countAlike(
    knex,
    candidates.all([...COLUMNS, 'error_message']),
  );
  const groups = await groupByPattern(alike);
  return {
    items: groups.slice(0, GROUPS_MAX).map(toGroup),
    furtherGroups: Math.max(0, groups.length - GROUPS_MAX),
    nextCursor: sliceEnd && encodeCursor(sliceEnd),
    searchedUntil: sliceEnd && new Date(sliceEnd.timeMs).toISOString(),
  };
}

/** @returns the newest first */
async function countAlike(
  knex: Knex,
  failed: Knex.QueryBuilder,
): Promise<AlikeRow[]> {
  const said = knex
    .from(failed.as('candidates'))
    .select(
      ...COLUMNS,
      knex.raw('substr(error_message, 1, ?) AS said', [MESSAGE_PATTERN_LENGTH]),
    );
  const alike = 'PARTITION BY error_type, error_place, said, version';
  const counted = knex.from(said.as('failed')).select(
    '*',
    knex.raw(`count(*) OVER (${alike}) AS records`),
    knex.raw(`min(time_ms) OVER (${alike}) AS first_ms`),
    knex.raw(`max(time_ms) OVER (${alike}) AS last_ms`),
    knex.raw(
      `row_number() OVER (${alike}
           ORDER BY day DESC, inference_id DESC, row_index DESC) AS age`,
    ),
  );
  return knex
    .from(counted.as('counted'))
    .where('age', 1)
    .orderBy(NEWEST_FIRST)
    .select();
}

interface AlikeGroup {
  pattern?: string;
  rows: AlikeRow[];
}

/** @param rows - newest first, and so are the groups */
async function groupByPattern(
  rows: readonly AlikeRow[],
): Promise<AlikeGroup[]> {
  const groups = new Map<string, AlikeGroup>();
  for await (const some of inStretches(rows, STRETCH)) {
    for (const row of some) {
      const pattern = row.said ? messagePatternOf(row.said) : undefined;
      const key = JSON.stringify([row.error_type, row.error_place, pattern]);
      const group = groups.get(key);
      if (group) {
        group.rows.push(row);
      } else {
        groups.set(key, { pattern, rows: [row] });
      }
    }
  }
  return [...groups.values()];
}

function toGroup(group: AlikeGroup): ExceptionGroup {
  const [newest] = group.rows;
  const sums = { count: 0, firstMs: Infinity, lastMs: -Infinity };
  for (const row of group.rows) {
    sums.count += Number(row.records);
    sums.firstMs = Math.min(sums.firstMs, Number(row.first_ms));
    sums.lastMs = Math.max(sums.lastMs, Number(row.last_ms));
  }
  const versions = new Set(group.rows.map(row => row.version));
  return {
    type: newest.error_type ?? 'unknown',
    message: newest.said ?? undefined,
    messagePattern: group.pattern,
    place: newest.error_place ?? undefined,
    statusCode: newest.status_code ?? undefined,
    count: sums.count,
    firstSeen: new Date(sums.firstMs).toISOString(),
    lastSeen: new Date(sums.lastMs).toISOString(),
    versions: [...versions].sort((a, b) => a - b),
    example: { id: newest.inference_id, row: newest.row_index },
  };
}
