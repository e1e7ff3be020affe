import { VerdictReason } from '@noshelfware/backstage-plugin-ml-models-common';
import { DateTime } from 'luxon';

/**
 * @param now - milliseconds since 1970
 * @returns the reason as a sentence, with the beginning of the trouble in the
 *   viewer's zone, e.g. `Serving 2.1 % errors since 14:05 (limit 1 %, n = 480)`
 */
export function reasonText(reason: VerdictReason, now: number): string {
  const { what, since, basis, note, text } = reason;
  if (!what || !since) {
    return text;
  }
  return [
    `${what} since ${formatSince(since, now)}`,
    basis ? ` (${basis})` : '',
    note ? `; ${note}` : '',
  ].join('');
}

function formatSince(since: string, now: number): string {
  const time = DateTime.fromISO(since);
  return time.hasSame(DateTime.fromMillis(now), 'day')
    ? time.toFormat('HH:mm')
    : time.toFormat('d LLL, HH:mm');
}
