import { TinyAnswer } from '../journey/TinyModelCaller';
import { Victim } from './cells';

/** For how long callers may be refused while the gateway comes back. */
const GATEWAY_GONE_MS = 2_000;

/** Until a machine under load has told the gateway that connections are closed. */
const NOTICED_WITHIN_MS = 100;

/** Failures that are shown: those of one cell are much the same. */
const SHOWN = 3;

/**
 * @param killedAt - by `performance.now()`
 * @returns what callers were told that they should not have been, in words
 */
export function judgeCalls(
  answers: readonly TinyAnswer[],
  { victim, killedAt }: { victim: Victim; killedAt: number },
): string[] {
  const graceMs = graceOf(victim);
  const wrong = answers.filter(
    ({ ok, sentMs, answeredMs }) =>
      !ok &&
      !(
        graceMs !== undefined &&
        answeredMs >= killedAt &&
        sentMs <= killedAt + graceMs
      ),
  );
  if (wrong.length === 0) return [];
  const shown = wrong
    .slice(0, SHOWN)
    .map(
      ({ sentMs, failure }) =>
        `${Math.round(sentMs - killedAt)} ms after the kill: ${failure}`,
    );
  return [
    `${wrong.length} of ${
      answers.length
    } requests failed that should not have; ${shown.join('; ')}`,
  ];
}

/** @returns how long after the kill a request may be sent and fail; undefined: none may */
function graceOf(victim: Victim): number | undefined {
  switch (victim) {
    case 'supervisor':
      return GATEWAY_GONE_MS;
    case 'model':
      return NOTICED_WITHIN_MS;
    default:
      return undefined;
  }
}
