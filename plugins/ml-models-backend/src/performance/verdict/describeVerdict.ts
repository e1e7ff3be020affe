import {
  Verdict,
  VerdictReason,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { describeFirstSeen } from './describeFirstSeen';
import { Finding, Signal, SIGNALS } from './Finding';
import { formatCount } from '../../formatNumber';
import {
  isTrouble,
  SignalState,
  WINDOWS_TO_ENTER,
  WINDOWS_TO_LEAVE,
} from './SignalState';

/** What is remembered of a signal. */
export interface JudgedSignal {
  state: SignalState;
  /** What it looked like in the last window. */
  seen: VerdictState;
  /** The last look that told something, as long as the signal is called by it. */
  finding: Finding;
}

export type JudgedSignals = Record<Signal, JudgedSignal>;

const SEVERITY: Record<VerdictState, number> = {
  failing: 0,
  degraded: 1,
  healthy: 2,
  unknown: 3,
};

/**
 * The worst signal decides, and stands first. Signals of which too little is
 * known are only spoken of when nothing is known of any, when waiting does not
 * help, or when what they wait for is expected: the rest is well so far. One that looks bad, but not for long enough and was never seen well, keeps
 * the rest from being called healthy.
 */
export function describeVerdict(
  signals: JudgedSignals,
  judgedAt: Date,
): Pick<Verdict, 'state' | 'reasons' | 'judgedAt'> {
  const told = SIGNALS.filter(signal => isTold(signals[signal]));
  const shown = told.length > 0 ? told : SIGNALS.slice(0, 1);
  const beside = SIGNALS.filter(
    signal => !shown.includes(signal) && isToldBeside(signals[signal]),
  );
  const ordered = [...shown].sort(
    (a, b) => urgencyOf(signals[a]) - urgencyOf(signals[b]),
  );
  return {
    state: signals[ordered[0]].state.held,
    reasons: [...ordered, ...beside].map(signal =>
      toReason(signal, signals[signal], judgedAt),
    ),
    judgedAt: judgedAt.toISOString(),
  };
}

function isTold({ state, seen }: JudgedSignal): boolean {
  return state.held !== 'unknown' || isTrouble(seen);
}

function isToldBeside({ finding }: JudgedSignal): boolean {
  return Boolean(finding.permanent || finding.pending);
}

function urgencyOf({ state, seen }: JudgedSignal): number {
  const isDubious = state.held === 'unknown' && isTrouble(seen);
  return isDubious ? SEVERITY.healthy - 0.5 : SEVERITY[state.held];
}

function toReason(
  signal: Signal,
  { state, seen, finding }: JudgedSignal,
  judgedAt: Date,
): VerdictReason {
  const { held, sinceS } = state;
  const { basis } = finding;
  const recovering = isRecovering(seen, held);
  // Beside the state it would else say that all is well.
  const what = recovering ? `Recovering. ${finding.what}` : finding.what;
  const period = periodOf(finding, seen);
  const since = sinceS === undefined ? undefined : new Date(sinceS * 1000);
  const note = describeNext(state, seen);
  return {
    signal:
      finding.state === 'unknown' && !isToldBeside({ state, seen, finding })
        ? 'no-data'
        : signal,
    state: held,
    seen: isWorse(seen, held) ? seen : undefined,
    recovering: recovering || undefined,
    pending: finding.pending,
    text: [
      what,
      period ? ` ${period}` : '',
      basis ? ` (${basis})` : '',
      since
        ? `; ${recovering ? 'trouble ' : ''}${describeFirstSeen(
            since,
            judgedAt,
          )}`
        : '',
      note ? `; ${note}` : '',
    ].join(''),
    since: since?.toISOString(),
    what,
    period,
    basis,
    note,
  };
}

/** What is told is of the last window that told something, which may be over. */
function periodOf({ state, period }: Finding, seen: VerdictState) {
  const isOver = seen === 'unknown' && state !== 'unknown';
  return isOver ? 'when it was last measured' : period;
}

function isWorse(seen: VerdictState, held: VerdictState): boolean {
  return isTrouble(seen) && SEVERITY[seen] < SEVERITY[held];
}

function isRecovering(seen: VerdictState, held: VerdictState): boolean {
  return (
    isTrouble(held) && seen !== 'unknown' && SEVERITY[seen] > SEVERITY[held]
  );
}

/** What has to happen until the signal is called what it looks like now. */
function describeNext(
  state: SignalState,
  seen: VerdictState,
): string | undefined {
  const { held, degraded, failing, belowDegraded, belowFailing } = state;
  if (seen === held) {
    return undefined;
  }
  if (seen === 'unknown') {
    return `too little to measure in ${countWindows(
      state.unknown,
    )}; forgotten after ${WINDOWS_TO_LEAVE} in a row`;
  }
  if (isWorse(seen, held)) {
    const windows = seen === 'failing' ? failing : degraded;
    return `seen in ${windowsSoFar(
      windows,
    )}; it counts as ${seen} once ${WINDOWS_TO_ENTER} in a row show it`;
  }
  const windows = held === 'failing' ? belowFailing : belowDegraded;
  return `stays ${held} until ${WINDOWS_TO_LEAVE} windows of 5 minutes in a row are better (${
    windows === 0 ? 'the first is not over yet' : `${windows} so far`
  })`;
}

function windowsSoFar(count: number): string {
  return count === 0 ? countWindows(count) : `${countWindows(count)} so far`;
}

/** Of none where the first one has not closed yet. */
function countWindows(count: number): string {
  return count === 0
    ? 'a window of 5 minutes that is not over yet'
    : `${formatCount(count, 'window')} of 5 minutes`;
}
