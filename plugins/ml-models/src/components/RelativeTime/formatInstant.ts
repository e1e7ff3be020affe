import { DateTime } from 'luxon';

const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** @returns e.g. `3 Mar 2026, 14:05:09 CET`, in the viewer's zone */
export function formatInstant(iso: string): string {
  return exact.format(Date.parse(iso));
}

/**
 * @param now - milliseconds since 1970
 * @returns e.g. `2 hours ago`, `in 3 minutes`, `just now` within five seconds
 */
export function formatRelative(iso: string, now: number): string {
  const time = DateTime.fromISO(iso);
  if (Math.abs(time.toMillis() - now) < 5_000) {
    return 'just now';
  }
  const relative = time.toRelative({
    base: DateTime.fromMillis(now),
    locale: 'en',
  });
  return relative ?? formatInstant(iso);
}
