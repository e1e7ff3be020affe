import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { findQualityEvidence } from './findQualityEvidence';
import { judgeVerdict } from './judgeVerdict';
import { VerdictEvidence } from './VerdictEvidence';

const NOW = new Date('2026-03-10T12:00:00.000Z');

function someEvidence(changes: Partial<VerdictEvidence> = {}): VerdictEvidence {
  return {
    recent: { requests: 480, errors: 0, timed: 480, p95Ms: 100 },
    before: { timed: 9_000, p95Ms: 100 },
    drift: [],
    ...changes,
  };
}

function aDrift(
  decision: FeatureDrift['decision'],
  changes: Partial<FeatureDrift> = {},
): FeatureDrift {
  return {
    feature: 'distance',
    role: 'input',
    type: 'numeric',
    decision,
    measures: { jsDistance: 0.2345 },
    n: 900,
    baselineN: 1_000,
    ...changes,
  };
}

/** State and texts of the reasons that are not healthy. */
function complaints(changes: Partial<VerdictEvidence>) {
  const { state, reasons } = judgeVerdict(someEvidence(changes), NOW);
  return {
    state,
    texts: reasons
      .filter(reason => reason.state !== 'healthy')
      .map(({ text }) => text),
  };
}

const errors = (requests: number, count: number) => ({
  recent: { requests, errors: count, timed: 0 },
});

describe('judgeVerdict', () => {
  it('says why it calls a version healthy', () => {
    expect(judgeVerdict(someEvidence(), NOW)).toEqual({
      state: 'healthy',
      judgedAt: NOW.toISOString(),
      reasons: [
        {
          signal: 'error-rate',
          state: 'healthy',
          text: 'Serving 0 % errors in the last 15 minutes (limit 1 %, n = 480)',
        },
        {
          signal: 'latency',
          state: 'healthy',
          text: '95 % of answers took up to 100 ms in the last 15 minutes, 1 × the 100 ms of the 7 days before (limit 1.5 ×, n = 480)',
        },
      ],
    });
  });

  it.each([
    [1_000, 10, 'healthy'],
    [1_000, 11, 'degraded'],
    [1_000, 50, 'degraded'],
    [1_000, 51, 'failing'],
  ])('judges %i requests with %i errors %s', (requests, count, state) => {
    expect(complaints(errors(requests, count)).state).toBe(state);
  });

  it('tells of errors in a sentence with limit and n', () => {
    expect(complaints(errors(480, 10)).texts).toEqual([
      'Serving 2.08 % errors in the last 15 minutes (limit 1 %, n = 480)',
    ]);
    expect(complaints(errors(480, 240)).texts).toEqual([
      'Serving 50 % errors in the last 15 minutes (limit 5 %, n = 480)',
    ]);
  });

  it('does not judge few requests, nor silence', () => {
    expect(complaints(errors(99, 99))).toEqual({
      state: 'unknown',
      texts: [
        'Only 99 requests in the last 15 minutes: 100 are needed to judge',
      ],
    });
    expect(complaints(errors(0, 0))).toEqual({
      state: 'unknown',
      texts: ['No request in the last 15 minutes'],
    });
  });

  it.each([
    [150, 'healthy'],
    [151, 'degraded'],
    [300, 'degraded'],
    [301, 'failing'],
  ])('judges a p95 of %i ms after one of 100 ms %s', (p95Ms, state) => {
    const recent = { requests: 480, errors: 0, timed: 480, p95Ms };
    expect(complaints({ recent }).state).toBe(state);
  });

  it('does not judge latency without a week to compare with', () => {
    const recent = { requests: 480, errors: 0, timed: 480, p95Ms: 9_000 };
    expect(complaints({ recent, before: { timed: 99, p95Ms: 1 } }).state).toBe(
      'healthy',
    );
  });

  it('is degraded, never failing, by features that drift', () => {
    const stable = (count: number) =>
      Array.from({ length: count }, () => aDrift('stable'));
    expect(complaints({ drift: [aDrift('drift'), ...stable(5)] }).state).toBe(
      'healthy',
    );
    expect(complaints({ drift: [aDrift('drift'), ...stable(4)] })).toEqual({
      state: 'degraded',
      texts: [
        '1 of 5 features have drifted in the last 24 hours (limit 20 %, n = 900): distance',
      ],
    });
    expect(
      complaints({ drift: Array.from({ length: 9 }, () => aDrift('drift')) })
        .state,
    ).toBe('degraded');
  });

  it('does not count features that cannot be judged', () => {
    const drift = [aDrift('drift'), aDrift('unknown'), aDrift('unknown')];
    expect(complaints({ drift }).texts[0]).toMatch(/^1 of 1 features/);
  });

  it('is degraded by predictions that drift', () => {
    const drift = [aDrift('drift', { role: 'output', feature: 'delayed' })];
    expect(complaints({ drift })).toEqual({
      state: 'degraded',
      texts: [
        'Predictions have drifted in the last 24 hours: delayed at distance 0.235 (n = 900)',
      ],
    });
  });

  it.each([
    [0.77, 'healthy'],
    [0.76, 'degraded'],
    [0.73, 'degraded'],
    [0.71, 'failing'],
  ])('judges a ROC AUC of %d after one of 0.8 %s', (measured, state) => {
    const quality = {
      metric: 'ROC AUC',
      measured,
      evaluated: 0.8,
      higherIsBetter: true,
      labels: 500,
    };
    expect(complaints({ quality }).state).toBe(state);
    const few = { ...quality, labels: 499 };
    expect(complaints({ quality: few }).state).toBe('healthy');
  });

  it('takes a larger error for a worse one', () => {
    const quality = {
      metric: 'Mean absolute error',
      measured: 22,
      evaluated: 20,
      higherIsBetter: false,
      labels: 1_234,
    };
    expect(complaints({ quality })).toEqual({
      state: 'failing',
      texts: [
        'Mean absolute error is 22 in the last 7 days, 10 % worse than the 20 of its evaluation (limit 10 %, 1,234 outcomes)',
      ],
    });
  });

  it('puts the worst first', () => {
    const { reasons } = judgeVerdict(
      someEvidence({ ...errors(500, 100), drift: [aDrift('drift')] }),
      NOW,
    );
    expect(reasons.map(({ state }) => state)).toEqual(['failing', 'degraded']);
  });
});

describe('findQualityEvidence', () => {
  const measured = { labels: 600, rocAuc: 0.7, accuracy: 0.8, mae: 3 };
  const metric = (name: string) => ({
    name,
    value: 0.75,
    higherIsBetter: true,
  });

  it('compares the first metric that was both measured and evaluated', () => {
    expect(
      findQualityEvidence(measured, [metric('accuracy'), metric('ROC-AUC')]),
    ).toMatchObject({ metric: 'ROC AUC', measured: 0.7, evaluated: 0.75 });
    expect(findQualityEvidence(measured, [metric('accuracy')])).toMatchObject({
      metric: 'Accuracy',
    });
  });

  it('compares nothing else', () => {
    expect(findQualityEvidence(measured, [metric('lift')])).toBeUndefined();
    expect(findQualityEvidence({ labels: 3 }, [metric('f1')])).toBeUndefined();
  });
});
