import {
  utcDays,
  utcInstant,
  utcRange,
} from '../../../charts/Picture/utcRange';

/** @returns what the chart of a search is of, for a picture that leaves the page */
export function describeSearch(search: {
  /** Of the model. */
  title: string;
  /** The search line. */
  q: string;
  /** ISO 8601; absent: as far back as records go. */
  instants: { from?: string };
  /** Epoch milliseconds. */
  until: number;
}): string {
  const { title, q, instants, until } = search;
  return [
    title,
    q.trim() ? `records that match ${q.trim()}` : 'records of callers',
    instants.from === undefined
      ? `until ${utcInstant(until)} UTC`
      : utcRange(Date.parse(instants.from), until),
  ].join(' · ');
}

/** @returns the days that a search is of, for the names of files */
export function daysOf(search: {
  instants: { from?: string };
  until: number;
}): string {
  const { from } = search.instants;
  return utcDays(
    from === undefined ? undefined : Date.parse(from),
    search.until,
  );
}
