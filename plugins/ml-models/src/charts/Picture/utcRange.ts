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

/** @returns in which zone a time axis is marked, as its viewer reads it */
export function axisZone(): string {
  const { zoneName, offset } = DateTime.now();
  return offset === 0
    ? 'time axis in UTC'
    : `time axis in ${zoneName} (UTC${DateTime.now().toFormat('ZZ')})`;
}
