import { VerdictThresholds } from '@noshelfware/backstage-plugin-ml-models-common';
import { JudgedSignal, JudgedSignals } from './describeVerdict';
import { Finding, Signal } from './Finding';
import { judgeSignals } from './judgeSignals';
import { advanceSignal, SignalState, WINDOWS_TO_LEAVE } from './SignalState';
import { VerdictEvidence } from './VerdictEvidence';

export interface AdvanceSignalsOptions {
  /** What is remembered; absent before the first window. */
  before?: JudgedSignals;
  /** Absent for a version that has fallen silent. */
  evidence?: VerdictEvidence;
  thresholds: VerdictThresholds;
  /** When the window was looked at, or could first have been; seconds since the epoch. */
  seenS: number;
  /** Windows before it that nobody has judged. */
  skipped: number;
}

const SILENCE: VerdictEvidence = {
  recent: { requests: 0, errors: 0, timed: 0 },
  before: { timed: 0 },
  drift: [],
};

/** Takes a window into what is remembered of each signal of a version. */
export function advanceSignals(options: AdvanceSignalsOptions): JudgedSignals {
  const { before, evidence = SILENCE, thresholds, ...window } = options;
  const findings = judgeSignals(evidence, thresholds);
  const advance = (signal: Signal): JudgedSignal =>
    advanceOne(before?.[signal], findings[signal], window);
  return {
    'error-rate': advance('error-rate'),
    latency: advance('latency'),
    'feature-drift': advance('feature-drift'),
    'prediction-drift': advance('prediction-drift'),
    quality: advance('quality'),
    completeness: advance('completeness'),
  };
}

function advanceOne(
  before: JudgedSignal | undefined,
  finding: Finding,
  { seenS, skipped }: Pick<AdvanceSignalsOptions, 'seenS' | 'skipped'>,
): JudgedSignal {
  const state = advanceSignal(
    before && skip(before.state, skipped, seenS),
    finding.state,
    seenS,
  );
  const isStillCalled = finding.state === 'unknown' && state.held !== 'unknown';
  return {
    state,
    seen: finding.state,
    finding: isStillCalled && before ? before.finding : finding,
  };
}

/** Of windows that nobody looked at nothing is known. */
function skip(state: SignalState, skipped: number, seenS: number): SignalState {
  let skippedState = state;
  for (let i = 0; i < Math.min(skipped, WINDOWS_TO_LEAVE); i++) {
    skippedState = advanceSignal(skippedState, 'unknown', seenS);
  }
  return skippedState;
}

/** Whether nothing is left that a further window of silence could change. */
export function isForgotten(signals: JudgedSignals): boolean {
  return Object.values(signals).every(
    ({ state }) => state.held === 'unknown' && state.degraded === 0,
  );
}
