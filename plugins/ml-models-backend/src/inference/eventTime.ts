import { findUuidTimeMs } from '../findUuidTimeMs';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param id - of an inference, in lower case
 * @returns the instant it was made, in milliseconds since the epoch; undefined
 *   for what is no UUIDv7
 */
export function findEventTimeMs(id: string): number | undefined {
  return findUuidTimeMs(id);
}

/** What 48 bits hold: the year 10889. */
const TIME_MS_MAX = 2 ** 48 - 1;

/** @returns what is below every UUIDv7 of this instant, and above those before it */
export function lowestIdAt(timeMs: number): string {
  const time = Math.min(Math.max(timeMs, 0), TIME_MS_MAX)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** The partition that an event belongs to: days (UTC) since the epoch. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** The first instant of a day (UTC), in milliseconds since the epoch. */
export function startOfDayMs(day: number): number {
  return day * DAY_MS;
}
