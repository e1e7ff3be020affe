import { DateTime } from 'luxon';

const DAY_MS = 86_400_000;

/**
 * @param start - epoch milliseconds
 * @returns e.g. `Thu 12 Mar, 14:00 – 15:00` in the viewer's zone; days, which
 *   the server counts from midnight to midnight in UTC, as `Thu 12 Mar UTC`,
 *   `12 – 18 Mar UTC`
 */
export function formatBucket(start: number, bucketMs: number): string {
  return bucketMs < DAY_MS
    ? formatHours(start, bucketMs)
    : `${formatDays(start, bucketMs)} UTC`;
}

function formatHours(start: number, bucketMs: number): string {
  const from = DateTime.fromMillis(start);
  const until = DateTime.fromMillis(start + bucketMs);
  const time = bucketMs < 60_000 ? 'HH:mm:ss' : 'HH:mm';
  return `${from.toFormat('ccc d LLL')}, ${from.toFormat(
    time,
  )} – ${until.toFormat(time)}`;
}

function formatDays(start: number, bucketMs: number): string {
  const from = DateTime.fromMillis(start, { zone: 'utc' });
  const last = DateTime.fromMillis(start + bucketMs - 1, { zone: 'utc' });
  return from.hasSame(last, 'day')
    ? from.toFormat('ccc d LLL')
    : `${from.toFormat(
        from.hasSame(last, 'month') ? 'd' : 'd LLL',
      )} – ${last.toFormat('d LLL')}`;
}
