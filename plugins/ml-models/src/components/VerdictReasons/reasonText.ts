import { VerdictReason } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatSeen } from './formatSeen';

/**
 * @param now - milliseconds since 1970
 * @returns the reason as a sentence, with when the trouble was first seen in the
 *   viewer's zone, e.g. `Serving 2.1 % errors in the last 15 minutes (limit 1 %,
 *   n = 480); first seen at 14:05`
 */
export function reasonText(reason: VerdictReason, now: number): string {
  const { what, period, since, basis, note, text, recovering } = reason;
  if (!what || !since) {
    return text;
  }
  return [
    what,
    period ? ` ${period}` : '',
    basis ? ` (${basis})` : '',
    `; ${recovering ? 'trouble ' : ''}first seen ${formatSeen(since, now)}`,
    note ? `; ${note}` : '',
  ].join('');
}
