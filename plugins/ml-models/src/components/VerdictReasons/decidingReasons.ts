import {
  Verdict,
  VerdictReason,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Which reasons speak for a verdict: that latency is fine makes nobody fail. */
const SPEAKS_FOR: Record<VerdictState, readonly VerdictState[]> = {
  failing: ['failing', 'degraded'],
  degraded: ['degraded', 'failing'],
  unknown: ['unknown'],
  healthy: ['healthy'],
};

/**
 * @returns the reasons that led to the verdict, in their order; what looks bad
 *   but is not confirmed yet stands first, then what has not been judged yet
 */
export function decidingReasons(verdict: Verdict): VerdictReason[] {
  const deciding = verdict.reasons.filter(
    reason =>
      SPEAKS_FOR[verdict.state].includes(reason.state) ||
      (verdict.state === 'healthy' && reason.pending),
  );
  return [...deciding].sort((a, b) => certaintyOf(a) - certaintyOf(b));
}

function certaintyOf(reason: VerdictReason): number {
  if (isUnconfirmed(reason)) {
    return 0;
  }
  return reason.pending ? 1 : 2;
}

/** Whether it looks bad, but not yet for the windows that it takes to call it so. */
export function isUnconfirmed({ state, seen }: VerdictReason): boolean {
  return seen !== undefined && (state === 'unknown' || state === 'healthy');
}

/** @returns what its mark says: a tick beside `Looks bad so far` would take it back */
export function shownState(
  reason: VerdictReason,
): VerdictState | 'not-confirmed' {
  return isUnconfirmed(reason) ? 'not-confirmed' : reason.state;
}

/** @returns what looks bad while the verdict does not call it so */
export function findUnconfirmed(verdict: Verdict): VerdictReason | undefined {
  return decidingReasons(verdict).find(isUnconfirmed);
}
