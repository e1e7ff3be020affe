import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';

import { parseInstant } from './parseInstant';

/** The last instant of a Date: ECMAScript, section 21.4.1.1. */
const TIME_MAX_MS = 8.64e15;

/**
 * @param value - ISO 8601, in UTC unless it has a zone, or milliseconds since the epoch
 * @returns whole milliseconds; undefined for what is no instant
 */
export function readObservedMs(
  value: RecordedValue | undefined,
): number | undefined {
  const timeMs = typeof value === 'string' ? parseInstant(value) : value;
  return typeof timeMs === 'number' && Math.abs(timeMs) <= TIME_MAX_MS
    ? Math.trunc(timeMs)
    : undefined;
}
