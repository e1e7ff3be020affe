import { DateTime } from 'luxon';

const DAY_MS = 86_400_000;

/**
 * @param start - epoch milliseconds
 * @returns e.g. `Thu 12 Mar, 14:00 – 15:00`, `Thu 12 Mar`, `12 – 18 Mar`, in
 *   the viewer's zone
 */
export function formatBucket(start: number, bucketMs: number): string {
  const from = DateTime.fromMillis(start);
  if (bucketMs < DAY_MS) {
    const until = DateTime.fromMillis(start + bucketMs);
    const time = bucketMs < 60_000 ? 'HH:mm:ss' : 'HH:mm';
    return `${from.toFormat('ccc d LLL')}, ${from.toFormat(
      time,
    )} – ${until.toFormat(time)}`;
  }
  const last = DateTime.fromMillis(start + bucketMs - 1);
  return from.hasSame(last, 'day') || bucketMs === DAY_MS
    ? from.toFormat('ccc d LLL')
    : `${from.toFormat(
        from.hasSame(last, 'month') ? 'd' : 'd LLL',
      )} – ${last.toFormat('d LLL')}`;
}
