import {
  DEFAULT_VERDICT_THRESHOLDS,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { advanceSignals } from './advanceSignals';
import {
  describeVerdict,
  JudgedSignal,
  JudgedSignals,
} from './describeVerdict';
import { Signal, SIGNALS } from './Finding';
import { advanceSignal, SignalState } from './SignalState';

const NOON = new Date('2026-03-10T12:00:00.000Z');
const NOON_S = NOON.getTime() / 1000;

/** A signal after windows that ended at noon. */
function seen(...states: VerdictState[]): JudgedSignal {
  let state: SignalState | undefined;
  states.forEach((each, index) => {
    state = advanceSignal(state, each, NOON_S - 300 * (states.length - index));
  });
  const last = states[states.length - 1];
  return {
    state: state ?? advanceSignal(undefined, 'unknown', NOON_S),
    seen: last ?? 'unknown',
    finding:
      (last ?? 'unknown') === 'unknown'
        ? { state: 'unknown', what: 'Too little to say' }
        : { state: last, what: 'It is so', period: 'now', basis: 'n = 1' },
  };
}

function judged(signals: Partial<Record<Signal, JudgedSignal>>) {
  const all = Object.fromEntries(
    SIGNALS.map(signal => [signal, signals[signal] ?? seen()]),
  );
  const complete: JudgedSignals = {
    ...advanceSignals({
      thresholds: DEFAULT_VERDICT_THRESHOLDS,
      seenS: NOON_S,
      skipped: 0,
    }),
    ...all,
  };
  return describeVerdict(complete, NOON);
}

const DEGRADED = seen('degraded', 'degraded', 'degraded');
const FAILING = seen('failing', 'failing', 'failing');

describe('describeVerdict', () => {
  it('is what the worst signal is, and puts it first', () => {
    const { state, reasons } = judged({
      latency: seen('healthy'),
      quality: DEGRADED,
      completeness: FAILING,
    });
    expect(state).toBe('failing');
    expect(reasons.map(({ signal, state: each }) => [signal, each])).toEqual([
      ['completeness', 'failing'],
      ['quality', 'degraded'],
      ['latency', 'healthy'],
    ]);
  });

  it('is unknown when nothing is known, and says why', () => {
    expect(judged({})).toEqual({
      state: 'unknown',
      judgedAt: NOON.toISOString(),
      reasons: [
        {
          signal: 'no-data',
          state: 'unknown',
          text: 'Too little to say',
          what: 'Too little to say',
        },
      ],
    });
  });

  it('does not call healthy what looks bad and was never seen well', () => {
    const { state, reasons } = judged({
      'error-rate': seen('failing'),
      latency: seen('healthy'),
    });
    expect(state).toBe('unknown');
    expect(reasons.map(reason => reason.seen)).toEqual(['failing', undefined]);
    expect(reasons[0].text).toBe(
      'It is so now (n = 1); seen in 1 window of 5 minutes so far; it counts as failing once 3 in a row show it',
    );
  });

  it('says plainly of what was seen before any window was over', () => {
    const { reasons } = judged({
      'error-rate': {
        ...seen(),
        seen: 'failing',
        finding: { state: 'failing', what: 'It is so' },
      },
    });
    expect(reasons[0].note).toBe(
      'seen in a window of 5 minutes that is not over yet; it counts as failing once 3 in a row show it',
    );
  });

  it('keeps value, time and n together, and says when it was first seen', () => {
    const [{ text, since }] = judged({ quality: DEGRADED }).reasons;
    expect(text).toBe('It is so now (n = 1); first seen at 11:45 UTC');
    expect(since).toBe('2026-03-10T11:45:00.000Z');
    const old = seen(...Array<VerdictState>(289).fill('degraded'));
    expect(judged({ quality: old }).reasons[0].text).toBe(
      'It is so now (n = 1); first seen on 9 Mar at 11:55 UTC',
    );
  });

  it('says of what is better, but called bad still, that it recovers', () => {
    const better = seen('degraded', 'degraded', 'degraded', 'healthy');
    expect(judged({ 'prediction-drift': better })).toMatchObject({
      state: 'degraded',
      reasons: [
        {
          state: 'degraded',
          recovering: true,
          text: 'Recovering. It is so now (n = 1); trouble first seen at 11:40 UTC; stays degraded until 5 windows of 5 minutes in a row are better (1 so far)',
          what: 'Recovering. It is so',
        },
      ],
    });
    const [early] = judged({
      quality: { ...FAILING, seen: 'degraded' },
    }).reasons;
    expect(early.note).toBe(
      'stays failing until 5 windows of 5 minutes in a row are better (the first is not over yet)',
    );
    expect(judged({ quality: DEGRADED }).reasons[0].recovering).toBeUndefined();
  });

  it('does not call what was measured before the silence the present', () => {
    const silent = {
      ...seen('degraded', 'degraded', 'degraded', 'unknown'),
      finding: DEGRADED.finding,
    };
    expect(judged({ latency: silent }).reasons[0].text).toBe(
      'It is so when it was last measured (n = 1); first seen at 11:40 UTC; too little to measure in 1 window of 5 minutes; forgotten after 5 in a row',
    );
  });

  it('tells beside what is well of what has not been judged yet', () => {
    const what = 'Drift of features: not judged yet, 120 of 500 requests';
    const drift = {
      ...seen('unknown'),
      finding: { state: 'unknown' as const, what, pending: true },
    };
    const { state, reasons } = judged({
      'error-rate': seen('healthy'),
      'feature-drift': drift,
    });
    expect(state).toBe('healthy');
    expect(
      reasons.map(({ signal, pending }) => [signal, pending ?? false]),
    ).toEqual([
      ['error-rate', false],
      ['feature-drift', true],
    ]);
  });

  it('tells beside what is known of what waiting does not help', () => {
    const what = 'Quality has nothing to be compared with';
    const quality = {
      ...seen('unknown'),
      finding: { state: 'unknown' as const, what, permanent: true },
    };
    const { state, reasons } = judged({ latency: seen('healthy'), quality });
    expect(state).toBe('healthy');
    expect(reasons.map(({ signal, text }) => [signal, text])).toEqual([
      ['latency', expect.any(String)],
      ['quality', what],
    ]);
  });
});
