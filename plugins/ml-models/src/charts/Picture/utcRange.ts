import { DateTime } from 'luxon';

/**
 * @param time - epoch milliseconds
 * @returns e.g. `19 Nov 2026, 04:00`, in UTC
 */
export function utcInstant(time: number): string {
  return DateTime.fromMillis(time, { zone: 'utc' }).toFormat(
    'd LLL yyyy, HH:mm',
  );
}

/**
 * @param from - epoch milliseconds
 * @returns e.g. `19 Nov 2026, 04:00 – 26 Nov 2026, 04:00 UTC`
 */
export function utcRange(from: number, until: number): string {
  return `${utcInstant(from)} – ${utcInstant(until)} UTC`;
}

/**
 * @param from - epoch milliseconds; absent: it is not known
 * @returns the days of a range for the name of a file, e.g. `2026-11-19 to 2026-11-26`
 */
export function utcDays(from: number | undefined, until: number): string {
  const [first, last] = [from ?? until, until].map(time =>
    new Date(time).toISOString().slice(0, 10),
  );
  return first === last ? last : `${first} to ${last}`;
}

/** @returns in which zone a time axis is marked, as its viewer reads it */
export function axisZone(): string {
  const { zoneName, offset } = DateTime.now();
  return offset === 0
    ? 'time axis in UTC'
    : `time axis in ${zoneName} (UTC${DateTime.now().toFormat('ZZ')})`;
}
