import { DateTime } from 'luxon';

/**
 * @param now - milliseconds since 1970
 * @returns in the viewer's zone `at 14:05`, or `on 9 Mar at 23:55` if that was
 *   another day
 */
export function formatSeen(seen: string, now: number): string {
  const time = DateTime.fromISO(seen);
  return time.hasSame(DateTime.fromMillis(now), 'day')
    ? time.toFormat("'at' HH:mm")
    : time.toFormat("'on' d LLL 'at' HH:mm");
}
