import { InferenceFilter } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf, findEventTimeMs } from '../../eventTime';
import { looksAtRows } from '../../read/looksAtRows';
import { findSegments, Segment } from '../Segments';
import { whereTraffic } from './whereTraffic';

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
 * Branches of one page: a version in two environments has six. Each takes the
 * planner of PostgreSQL up to half a millisecond for each day of the log; what
 * lies in more of them is seldom so rare that it has to be looked for.
 */
const BRANCHES_MAX = 8;

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
      query => query.where('error_type', errorType),
      withoutErrorType,
    );
  }
  const filter = { ...others, status: outcomeOf(others) };
  return (
    (await findSegmentPlan(knex, modelKey, filter)) ??
    planRows(whereOutcome(filter), withoutOutcome(filter))
  );
}

/** @returns undefined where there is nothing to choose by, or too much to choose from */
async function findSegmentPlan(
  knex: Knex,
  modelKey: number,
  filter: InferenceFilter,
): Promise<SearchPlan | undefined> {
  const { environment, version, traffic, ...others } = filter;
  const wanted = { environment, version, traffic };
  const isChosen = Object.values(wanted).some(value => value !== undefined);
  if (!isChosen) {
    return undefined;
  }
  const segments = await findSegments(knex, modelKey, wanted);
  const isNearlyAll =
    traffic === 'callers' && environment === undefined && version === undefined;
  if (isNearlyAll && segments.length > 0) {
    return undefined;
  }
  const rest = withoutOutcome(others);
  return segments.length <= BRANCHES_MAX
    ? {
        branches: segments.map(segment =>
          bySegment(segment, whereOutcome(others)),
        ),
        rest,
        isSliced: looksAtRows(rest),
      }
    : undefined;
}

/** Failures are few, and have indexes of their own. */
function whereOutcome({ status }: InferenceFilter): Condition {
  return query => {
    if (status && status !== 'ok') query.whereRaw('failed');
  };
}

/** What `whereOutcome` leaves of a filter. */
function withoutOutcome(filter: InferenceFilter): InferenceFilter {
  const { status, ...others } = filter;
  return status === 'failed' ? others : filter;
}

/** Only failures have a message and a place. */
function outcomeOf({ status, text, errorPlace }: InferenceFilter) {
  return status ?? (text || errorPlace ? 'failed' : undefined);
}

function planRows(branch: Condition, asked: InferenceFilter): SearchPlan {
  const { traffic, ...others } = asked;
  const rest = traffic === 'callers' ? others : asked;
  return {
    branches: [
      query =>
        query
          .modify(branch)
          // What few rows are not of callers does not make a search long.
          .modify(whereTraffic, traffic === 'callers' ? traffic : undefined),
    ],
    rest,
    isSliced: looksAtRows(rest),
  };
}

function bySegment(segment: Segment, ofOutcome: Condition): Condition {
  const { environment, version, traffic } = segment;
  return query =>
    query.where({ environment, version, traffic }).modify(ofOutcome);
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
        query =>
          query
            .where({ day: dayOf(timeMs), inference_id: inferenceId })
            // Callers may name a request by the id of its inference.
            .whereRaw('(request_id IS NULL OR request_id <> ?)', [id.trim()]),
      ];
}
