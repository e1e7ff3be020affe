import { formatDurationSeconds } from './formatDurationSeconds';
import { formatNumber } from './formatNumber';

/** Milliseconds from where on thousands of them are hard to read. */
const SECONDS_FROM = 10_000;

/** @returns e.g. `1.64 ms`, `9,870 ms`, `2 min 3 s` */
export function formatLatency(milliseconds: number): string {
  return milliseconds < SECONDS_FROM
    ? formatNumber(milliseconds, 'ms')
    : formatDurationSeconds(milliseconds / 1_000);
}
