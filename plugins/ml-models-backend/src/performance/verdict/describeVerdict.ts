import {
  Verdict,
  VerdictReason,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { describeSince } from './describeSince';
import { Finding, Signal, SIGNALS } from './Finding';
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
  const { what, period, basis } = finding;
  const since = sinceS === undefined ? undefined : new Date(sinceS * 1000);
  const when = since ? describeSince(since, judgedAt) : period;
  const note = describeNext(state, seen);
  return {
    signal:
      finding.state === 'unknown' && !isToldBeside({ state, seen, finding })
        ? 'no-data'
        : signal,
    state: held,
    seen: isWorse(seen, held) ? seen : undefined,
    pending: finding.pending,
    text: [
      what,
      when ? ` ${when}` : '',
      basis ? ` (${basis})` : '',
      note ? `; ${note}` : '',
    ].join(''),
    since: since?.toISOString(),
    what,
    basis,
    note,
  };
}

function isWorse(seen: VerdictState, held: VerdictState): boolean {
  return isTrouble(seen) && SEVERITY[seen] < SEVERITY[held];
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
    return `too little to judge by since ${state.unknown} of the ${WINDOWS_TO_LEAVE} windows of 5 minutes after which it is forgotten`;
  }
  if (isWorse(seen, held)) {
    const windows = seen === 'failing' ? failing : degraded;
    return `${seen} in ${windows} of the ${WINDOWS_TO_ENTER} windows of 5 minutes that it takes`;
  }
  const windows = held === 'failing' ? belowFailing : belowDegraded;
  return `better in ${windows} of the ${WINDOWS_TO_LEAVE} windows of 5 minutes that it takes`;
}
