import {
  InferencePage,
  InferenceQuery,
  InferenceRecord,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { mergeRecords } from '../records/mergeRecords';

/** The most that one answer of the HTTP API holds. */
const BURST_MAX = 500;
/** Rows that a browser still scrolls without a hitch; two bursts. */
export const NEWER_MAX = 1_000;
/** Records of several writers arrive this much out of order at most. */
const OVERLAP_MS = 10_000;
/** Clocks of browsers and of models differ by less, as a rule. */
const CLOCKS_APART_MS = 600_000;

export interface ReadNewerOptions {
  read: (query: InferenceQuery) => Promise<InferencePage>;
  query: InferenceQuery;
  /** Records that earlier reads have found, newest first. */
  newer: readonly InferenceRecord[];
  /** Event time of the newest record that is shown; absent without any. */
  newest: string | undefined;
  /** When the list was read, by the browser's clock; epoch milliseconds. */
  readAtMs: number;
  /** Records of a page of the list. */
  pageSize: number;
}

/**
 * `newer`: all records that came since the list was read, newest first.
 * `restart`: they are too many to follow; the list begins anew with this page.
 */
export type NewerRecords =
  | { newer: InferenceRecord[] }
  | { restart: InferencePage };

/** Reads what came since the last read, without leaving any out. */
export async function readNewer(
  options: ReadNewerOptions,
): Promise<NewerRecords> {
  const { read, query } = options;
  const from = startOf(options);
  let newer = [...options.newer];
  let cursor: string | undefined;
  for (let found = 0; found < NEWER_MAX; found += BURST_MAX) {
    const page = await read({ ...query, from, cursor, limit: BURST_MAX });
    newer = mergeRecords(page.items, newer);
    cursor = page.nextCursor;
    if (newer.length > NEWER_MAX) {
      break;
    }
    if (!cursor) {
      return { newer };
    }
  }
  return { restart: await read({ ...query, limit: options.pageSize }) };
}

/** Not from the begin of the range: that was searched, and may be long. */
function startOf({ query, newest, readAtMs }: ReadNewerOptions): string {
  const sinceMs = newest
    ? Date.parse(newest) - OVERLAP_MS
    : Math.max(
        readAtMs - CLOCKS_APART_MS,
        query.from === undefined ? 0 : Date.parse(query.from),
      );
  return new Date(sinceMs).toISOString();
}
