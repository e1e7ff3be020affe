import {
  Verdict,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Which reasons speak for a verdict: that latency is fine makes nobody fail. */
const SPEAKS_FOR: Record<VerdictState, readonly VerdictState[]> = {
  failing: ['failing', 'degraded'],
  degraded: ['degraded', 'failing'],
  unknown: ['unknown'],
  healthy: ['healthy'],
};

/** @returns the reasons that led to the verdict, in their order */
export function decidingReasons({ state, reasons }: Verdict) {
  return reasons.filter(reason => SPEAKS_FOR[state].includes(reason.state));
}
