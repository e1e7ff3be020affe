import { Knex } from 'knex';
import { dayOf, findEventTimeMs } from '../eventTime';
import { findSegments, Segment } from '../store/Segments';
import { InferenceFilter } from './InferenceFilter';

/** Adds conditions to a query of `inference_records`. */
export type Condition = (query: Knex.QueryBuilder) => void;

/** How rows are found: by indexes first, by looking at each for the rest. */
export interface SearchPlan {
  /** Rows of any of these; an index holds each of them in the order of time. */
  branches: Condition[];
  /** What the branches do not answer. */
  rest: InferenceFilter;
  /** Whether so many rows may have to be looked at that the search is cut short. */
  isSliced: boolean;
}

/**
 * Indexes read for one page. Each costs a fraction of a millisecond and day;
 * a model with more versions in traffic than that is looked at row by row.
 */
const BRANCHES_MAX = 32;

/** Chooses indexes for a filter. */
export async function planSearch(
  knex: Knex,
  modelKey: number,
  { id, ...others }: InferenceFilter,
): Promise<SearchPlan> {
  if (id) {
    return { branches: byId(id), rest: others, isSliced: false };
  }
  const { errorType, ...withoutErrorType } = others;
  if (errorType) {
    return planRows(
      query => query.whereRaw('failed').where('error_type', errorType),
      withoutErrorType,
    );
  }
  const filter = { ...others, status: outcomeOf(others) };
  const bySegments = await findSegmentPlan(knex, modelKey, filter);
  if (bySegments) {
    return bySegments;
  }
  const { status, ...withoutStatus } = filter;
  return status === 'error'
    ? planRows(query => query.whereRaw('failed'), withoutStatus)
    : planRows(() => {}, filter);
}

/** @returns undefined where there is nothing to choose by, or too much to choose from */
async function findSegmentPlan(
  knex: Knex,
  modelKey: number,
  filter: InferenceFilter,
): Promise<SearchPlan | undefined> {
  const { environment, version, traffic, status, ...rest } = filter;
  const choosesSegments =
    environment !== undefined || version !== undefined || traffic !== undefined;
  if (!choosesSegments && status !== 'ok') {
    return undefined;
  }
  const wanted = { environment, version, traffic };
  const outcomes = status ? [status === 'error'] : [false, true];
  const branches = (await findSegments(knex, modelKey, wanted)).flatMap(
    segment => outcomes.map(failed => bySegment(segment, failed)),
  );
  return branches.length <= BRANCHES_MAX
    ? { branches, rest, isSliced: looksAtRows(rest) }
    : undefined;
}

/** Only failures have a message and a place. */
function outcomeOf({ status, text, errorPlace }: InferenceFilter) {
  return status ?? (text || errorPlace ? 'error' : undefined);
}

function planRows(branch: Condition, rest: InferenceFilter): SearchPlan {
  return { branches: [branch], rest, isSliced: looksAtRows(rest) };
}

function bySegment(segment: Segment, failed: boolean): Condition {
  const { environment, version, traffic } = segment;
  return query => query.where({ environment, version, traffic, failed });
}

/** An inference id is looked up by its key, anything else as a request id. */
function byId(id: string): Condition[] {
  const inferenceId = id.trim().toLocaleLowerCase('en-US');
  const timeMs = findEventTimeMs(inferenceId);
  const byRequest: Condition = query => query.where('request_id', id.trim());
  return timeMs === undefined
    ? [byRequest]
    : [
        byRequest,
        query => query.where({ day: dayOf(timeMs), inference_id: inferenceId }),
      ];
}

/** Whether a filter asks for more than a range. */
export function looksAtRows({
  from,
  until,
  ...others
}: InferenceFilter): boolean {
  return Object.values(others).some(value =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
}
