import { DateTime } from 'luxon';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Ranges that move with the present, shortest first. Each begins with a whole window
 * of those that records of that age are counted in: so counts, lists and exports
 * speak of the same records.
 */
export const LAST_RANGES = {
  '15m': lastRange('Last 15 minutes', 15 * MINUTE_MS, 5 * MINUTE_MS),
  '1h': lastRange('Last hour', HOUR_MS, 5 * MINUTE_MS),
  '24h': lastRange('Last 24 hours', DAY_MS, 5 * MINUTE_MS),
  '7d': lastRange('Last 7 days', 7 * DAY_MS, HOUR_MS),
  '30d': lastRange('Last 30 days', 30 * DAY_MS, HOUR_MS),
  '180d': lastRange('Last 180 days', 180 * DAY_MS, DAY_MS),
} as const;

function lastRange(label: string, lengthMs: number, windowMs: number) {
  return { label, lengthMs, windowMs };
}

export type LastRange = keyof typeof LAST_RANGES;

/** A stretch of time as a person chose it. Times in epoch milliseconds. */
export type TimeRange =
  | { kind: 'last'; last: LastRange }
  | { kind: 'all' }
  | { kind: 'between'; from: number; until: number };

/** The same, as the HTTP API takes it; absent: unbounded, or up to now. */
export interface InstantRange {
  from?: string;
  until?: string;
}

function isLastRange(text: string): text is LastRange {
  return Object.hasOwn(LAST_RANGES, text);
}

/** @returns the range a URL holds; undefined when it holds none that makes sense */
export function findTimeRange(text: string): TimeRange | undefined {
  if (text === 'all') {
    return { kind: 'all' };
  }
  if (isLastRange(text)) {
    return { kind: 'last', last: text };
  }
  const [from, until] = text.split('..').map(part => Date.parse(part));
  return from < until ? { kind: 'between', from, until } : undefined;
}

/** @returns what stands in the URL: `24h`, `all`, or two instants */
export function writeTimeRange(range: TimeRange): string {
  switch (range.kind) {
    case 'last':
      return range.last;
    case 'all':
      return 'all';
    default:
      return `${toInstant(range.from)}..${toInstant(range.until)}`;
  }
}

/** @param now - epoch milliseconds */
export function toInstants(range: TimeRange, now: number): InstantRange {
  switch (range.kind) {
    case 'last': {
      const { lengthMs, windowMs } = LAST_RANGES[range.last];
      const from = Math.floor((now - lengthMs) / windowMs) * windowMs;
      return { from: toInstant(from) };
    }
    case 'all':
      return {};
    default:
      return { from: toInstant(range.from), until: toInstant(range.until) };
  }
}

function toInstant(time: number): string {
  return new Date(time).toISOString();
}

/**
 * @param now - epoch milliseconds; years are told unless they are this one
 * @returns e.g. `Last 24 hours`, `12 Mar 14:00 – 13 Mar 09:30`, in the viewer's zone
 */
export function formatTimeRange(range: TimeRange, now: number): string {
  switch (range.kind) {
    case 'last':
      return LAST_RANGES[range.last].label;
    case 'all':
      return 'All time';
    default: {
      const from = DateTime.fromMillis(range.from);
      const until = DateTime.fromMillis(range.until);
      const isThisYear = [from, until].every(time =>
        time.hasSame(DateTime.fromMillis(now), 'year'),
      );
      const moment = isThisYear ? 'd LLL HH:mm' : 'd LLL yyyy HH:mm';
      return `${from.toFormat(moment)} – ${until.toFormat(
        from.hasSame(until, 'day') ? 'HH:mm' : moment,
      )}`;
    }
  }
}

/**
 * @param now - epoch milliseconds; years are told unless they are this one
 * @returns what ends a sentence, e.g. `in the last 24 hours`, `since the first record`, `in the
 *   range 12 Mar 14:00 – 13 Mar 09:30`
 */
export function sayTimeRange(range: TimeRange, now: number): string {
  const text = formatTimeRange(range, now);
  switch (range.kind) {
    case 'last':
      return `in the ${text.toLowerCase()}`;
    case 'all':
      return 'since the first record';
    default:
      return `in the range ${text}`;
  }
}

/**
 * @param asked - what was asked for
 * @param counted - what the answer counts: whole windows of time
 * @param now - epoch milliseconds
 * @returns what to say beside counts of more than was asked for
 */
export function noteOfCounted(
  asked: InstantRange,
  counted: { from: string; until: string },
  now: number,
): string | undefined {
  const from = Date.parse(counted.from);
  const until = Date.parse(counted.until);
  const isMore =
    (asked.from !== undefined && from < Date.parse(asked.from)) ||
    (asked.until !== undefined && until > Date.parse(asked.until));
  return isMore
    ? `Counted in whole windows: ${formatTimeRange(
        { kind: 'between', from, until },
        now,
      )}`
    : undefined;
}
