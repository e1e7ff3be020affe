import { VerdictThresholds } from '@noshelfware/backstage-plugin-ml-models-common';
import { Finding, Signal } from './Finding';
import { judgeCompleteness } from './judgeCompleteness';
import { judgeFeatureDrift, judgePredictionDrift } from './judgeDrift';
import { judgeQuality } from './judgeQuality';
import { judgeErrorRate, judgeLatency } from './judgeRequests';
import { VerdictEvidence } from './VerdictEvidence';

/** Looks at each signal of a version once, without regard to what was before. */
export function judgeSignals(
  evidence: VerdictEvidence,
  thresholds: VerdictThresholds,
): Record<Signal, Finding> {
  return {
    'error-rate': judgeErrorRate(evidence, thresholds),
    latency: judgeLatency(evidence, thresholds),
    'feature-drift': judgeFeatureDrift(evidence, thresholds),
    'prediction-drift': judgePredictionDrift(evidence),
    quality: judgeQuality(evidence, thresholds),
    completeness: judgeCompleteness(evidence, thresholds),
  };
}
