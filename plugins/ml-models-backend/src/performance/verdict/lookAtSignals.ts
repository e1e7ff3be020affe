import { VerdictThresholds } from '@noshelfware/backstage-plugin-ml-models-common';
import { JudgedSignal, JudgedSignals } from './describeVerdict';
import { Finding, Signal } from './Finding';
import { judgeSignals } from './judgeSignals';
import { NEVER_JUDGED } from './SignalState';
import { VerdictEvidence } from './VerdictEvidence';

/**
 * What to say of a version before the window has closed. No window is counted: a
 * signal gets neither worse nor better by being looked at more often. Only what
 * nothing was known of may be called healthy, as it would be at its first window.
 */
export function lookAtSignals(
  before: JudgedSignals | undefined,
  evidence: VerdictEvidence,
  thresholds: VerdictThresholds,
): JudgedSignals {
  const findings = judgeSignals(evidence, thresholds);
  const look = (signal: Signal) => lookAt(before?.[signal], findings[signal]);
  return {
    'error-rate': look('error-rate'),
    latency: look('latency'),
    'feature-drift': look('feature-drift'),
    'prediction-drift': look('prediction-drift'),
    quality: look('quality'),
    // Records of the last minutes may still come: only windows tell.
    completeness: before?.completeness ?? look('completeness'),
  };
}

function lookAt(
  before: JudgedSignal | undefined,
  finding: Finding,
): JudgedSignal {
  const state = before?.state ?? NEVER_JUDGED;
  if (before && finding.state === 'unknown' && state.held !== 'unknown') {
    return before;
  }
  const isWell = state.held === 'unknown' && finding.state === 'healthy';
  return {
    state: isWell ? { ...state, held: 'healthy' } : state,
    seen: finding.state,
    finding,
  };
}
