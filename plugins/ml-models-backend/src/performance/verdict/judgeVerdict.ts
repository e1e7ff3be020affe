import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { judgeDrift } from './judgeDrift';
import { judgeErrorRate, judgeLatency } from './judgeRequests';
import { judgeQuality } from './judgeQuality';
import { VerdictEvidence } from './VerdictEvidence';

const SEVERITY = { failing: 0, degraded: 1, healthy: 2, unknown: 3 };

/**
 * Judges a version in an environment. What can be judged decides, the worst
 * first; what cannot is only spoken of when nothing can.
 */
export function judgeVerdict(
  evidence: VerdictEvidence,
  judgedAt: Date,
): Verdict {
  const reasons = [
    ...judgeErrorRate(evidence),
    ...judgeLatency(evidence),
    ...judgeDrift(evidence),
    ...judgeQuality(evidence),
  ];
  const judged = reasons.filter(({ state }) => state !== 'unknown');
  const shown = (judged.length > 0 ? judged : reasons).sort(
    (a, b) => SEVERITY[a.state] - SEVERITY[b.state],
  );
  return {
    state: shown[0]?.state ?? 'unknown',
    reasons: shown,
    judgedAt: judgedAt.toISOString(),
  };
}
