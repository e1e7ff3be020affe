import { aDrift } from '../__testUtils__/aDrift';
import {
  DEFAULT_VERDICT_THRESHOLDS,
  FeatureDrift,
  ProfileTotals,
  QualityMeasures,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Finding, Signal } from './Finding';
import { findQualityEvidence } from './findQualityEvidence';
import { judgeSignals } from './judgeSignals';
import { ComparedMetric, VerdictEvidence } from './VerdictEvidence';

function look(
  signal: Signal,
  evidence: Partial<VerdictEvidence>,
  thresholds: Partial<VerdictThresholds> = {},
): Finding {
  return judgeSignals(
    {
      recent: { requests: 480, errors: 0, timed: 480, p95Ms: 100 },
      before: { timed: 9_000, p95Ms: 100 },
      drift: [],
      ...evidence,
    },
    { ...DEFAULT_VERDICT_THRESHOLDS, ...thresholds },
  )[signal];
}

const errors = (requests: number, count: number) => ({
  recent: { requests, errors: count, timed: 0 },
});

it('groups the thousands of every n', () => {
  const recent = { requests: 1_316, errors: 0, timed: 1_316, p95Ms: 100 };
  expect(
    (['error-rate', 'latency'] as const).map(
      signal => look(signal, { recent }).basis,
    ),
  ).toEqual([
    expect.stringMatching(/n = 1,316$/),
    expect.stringMatching(/n = 1,316$/),
  ]);
  const drift = [
    aDrift('drift', { n: 1_316 }),
    aDrift('drift', { n: 1_316, role: 'output' }),
  ];
  expect(
    (['feature-drift', 'prediction-drift'] as const).map(
      signal => look(signal, { drift }).basis,
    ),
  ).toEqual([
    expect.stringMatching(/n = 1,316$/),
    expect.stringMatching(/n = 1,316$/),
  ]);
});

describe('the error rate', () => {
  it.each([
    [1_000, 10, 'healthy'],
    [1_000, 11, 'degraded'],
    [1_000, 50, 'degraded'],
    [1_000, 51, 'failing'],
    [100, 100, 'failing'],
    [99, 99, 'unknown'],
    [0, 0, 'unknown'],
  ])('of %i requests with %i errors is %s', (requests, count, state) => {
    expect(look('error-rate', errors(requests, count)).state).toBe(state);
  });

  it('is told with limit and n', () => {
    expect(look('error-rate', errors(480, 10))).toEqual({
      state: 'degraded',
      what: 'Serving 2.08 % errors',
      period: 'in the last 15 minutes',
      basis: 'limit 1 %, n = 480',
    });
    expect(look('error-rate', errors(480, 240)).basis).toBe(
      'limit 5 %, n = 480',
    );
    expect(look('error-rate', errors(99, 99)).what).toBe(
      'Only 99 requests in the last 15 minutes: 100 are needed to judge',
    );
    expect(look('error-rate', errors(0, 0)).what).toBe(
      'No request in the last 15 minutes',
    );
  });

  it('is of those requests whose failures would be known', () => {
    const evidence = (untold: number) => {
      const { recent } = errors(1_000, 10);
      return { recent: { ...recent, failuresUntold: untold } };
    };
    expect(look('error-rate', evidence(500))).toMatchObject({
      state: 'degraded',
      what: 'Serving 2 % errors',
      basis: 'limit 1 %, n = 500',
    });
    expect(look('error-rate', evidence(901))).toEqual({
      state: 'unknown',
      what: 'Errors are not known of 901 of 1,000 requests in the last 15 minutes: imported from a log that has no failures in it',
    });
  });

  it('is never told as the limit that it is above', () => {
    expect(look('error-rate', errors(897, 9)).what).toBe(
      'Serving just over 1 % errors',
    );
    expect(look('error-rate', errors(900, 9)).what).toBe('Serving 1 % errors');
  });

  it('has the limits of the model', () => {
    const thresholds = { errorRate: { degraded: 0.1, failing: 0.2 } };
    const stateOf = (count: number) =>
      look('error-rate', errors(1_000, count), thresholds).state;
    expect([100, 101, 200, 201].map(stateOf)).toEqual([
      'healthy',
      'degraded',
      'degraded',
      'failing',
    ]);
  });
});

describe('latency', () => {
  const recent = (p95Ms: number, timed = 480) => ({
    recent: { requests: timed, errors: 0, timed, p95Ms },
  });

  it.each([
    [150, 'healthy'],
    [151, 'degraded'],
    [300, 'degraded'],
    [301, 'failing'],
  ])('with a p95 of %i ms after one of 100 ms is %s', (p95Ms, state) => {
    expect(look('latency', recent(p95Ms)).state).toBe(state);
  });

  it.each([
    [11, 50, 'healthy'],
    [53.9, 50, 'healthy'],
    [54, 50, 'failing'],
    [11, 7, 'degraded'],
    [11, 0, 'degraded'],
  ])(
    'with a p95 of %d ms after one of 4 ms, where %i ms more are noticed, is %s',
    (p95Ms, leastMs, state) => {
      const evidence = { ...recent(p95Ms), before: { timed: 9_000, p95Ms: 4 } };
      const thresholds = { latencyRise: { leastMs } };
      expect(look('latency', evidence, thresholds).state).toBe(state);
    },
  );

  it.each([
    ['few requests', { ...recent(9_000, 99) }],
    ['no week before', { ...recent(9_000), before: { timed: 99, p95Ms: 1 } }],
    ['an idle week before', { ...recent(9_000), before: { timed: 0 } }],
  ])('is not judged by %s', (_, evidence) => {
    expect(look('latency', evidence).state).toBe('unknown');
  });

  it('is told with what it is compared with', () => {
    const { what, basis } = look('latency', recent(420));
    expect(what).toBe('95 % of answers took up to 420 ms');
    expect(basis).toBe(
      '4.2 × the 100 ms of the 7 days before, limit 3 × and 50 ms more, n = 480',
    );
  });
});

describe('drift', () => {
  const inputs = (drifted: number, stable: number) => ({
    drift: [
      ...Array.from({ length: drifted }, () => aDrift('drift')),
      ...Array.from({ length: stable }, () => aDrift('stable')),
    ],
  });

  it.each([
    [0, 5, 'healthy'],
    [1, 5, 'healthy'],
    [1, 4, 'degraded'],
    [9, 0, 'degraded'],
    [0, 0, 'unknown'],
  ])('of %i inputs while %i are stable is %s', (drifted, stable, state) => {
    expect(look('feature-drift', inputs(drifted, stable)).state).toBe(state);
  });

  it('is not counted where it cannot be judged', () => {
    const drift = [aDrift('drift'), aDrift('unknown'), aDrift('unknown')];
    expect(look('feature-drift', { drift })).toMatchObject({
      what: '1 of 1 features have drifted (distance)',
      basis: 'limit 20 %, n = 900',
    });
  });

  it('is not counted where the model passes it over, which is told', () => {
    const month = aDrift('drift', { feature: 'month', exempt: true });
    const drift = [month, ...inputs(0, 4).drift];
    expect(look('feature-drift', { drift })).toMatchObject({
      state: 'healthy',
      what: '0 of 4 features have drifted',
      basis: 'limit 20 %, n = 900, without month',
    });
    expect(look('feature-drift', { drift: [month] }).state).toBe('unknown');
  });

  it('is not counted where it is redacted since, which is told', () => {
    const crew = aDrift('unknown', { feature: 'crew', redacted: true });
    const late = aDrift('unknown', { role: 'output', redacted: true });
    const drift = [crew, late, ...inputs(0, 4).drift];
    expect(look('feature-drift', { drift })).toMatchObject({
      state: 'healthy',
      what: '0 of 4 features have drifted',
      basis: 'limit 20 %, n = 900, without crew',
    });
    expect(look('prediction-drift', { drift })).toEqual({
      state: 'unknown',
      what: 'Drift of predictions: not judged, they are redacted since this version was registered, and compared again from the next version on',
    });
    const few = aDrift('unknown', { n: 120 });
    expect(look('feature-drift', { drift: [crew, few] }).what).toContain(
      'not judged yet, 120 of 500',
    );
  });

  it('is not judged yet while a baseline waits for records', () => {
    const few = (changes: Partial<FeatureDrift> = {}) => ({
      drift: [
        aDrift('unknown', { n: 120, ...changes }),
        aDrift('unknown', { n: 119, role: 'output', ...changes }),
      ],
    });
    expect(look('feature-drift', few())).toEqual({
      state: 'unknown',
      what: 'Drift of features: not judged yet, 120 of 500 requests in the last 24 hours',
      pending: true,
    });
    expect(look('prediction-drift', few())).toMatchObject({
      what: expect.stringMatching(/^Drift of predictions: .* 119 of 500/),
      pending: true,
    });
    const signals = ['feature-drift', 'prediction-drift'] as const;
    for (const signal of signals) {
      expect(look(signal, { drift: [] }).pending).toBeUndefined();
      expect(look(signal, few({ baselineN: 90 })).pending).toBeUndefined();
    }
  });

  it('of any prediction is degraded, never failing', () => {
    const output = (decision: FeatureDrift['decision']) =>
      aDrift(decision, { role: 'output', feature: 'delayed' });
    const stateOf = (...drift: FeatureDrift[]) =>
      look('prediction-drift', { drift }).state;
    expect(stateOf(output('stable'))).toBe('healthy');
    expect(stateOf(output('drift'), output('drift'))).toBe('degraded');
    expect(stateOf(output('unknown'))).toBe('unknown');
    expect(
      look('prediction-drift', { drift: [output('drift')] }),
    ).toMatchObject({
      what: 'Predictions have drifted: delayed at distance 0.235',
      basis: 'limit 0.1, n = 900',
    });
  });
});

describe('quality', () => {
  const aMetric = (changes: Partial<ComparedMetric> = {}): ComparedMetric => ({
    metric: 'ROC AUC',
    measured: 0.7,
    evaluated: 0.8,
    higherIsBetter: true,
    n: 500,
    ...changes,
  });
  const quality = (...compared: ComparedMetric[]) => ({
    quality: {
      labels: 500,
      reported: ['roc_auc'],
      measured: ['ROC AUC'],
      compared,
    },
  });

  it.each([
    [0.9, 500, 'healthy'],
    [0.77, 500, 'healthy'],
    [0.76, 500, 'degraded'],
    [0.73, 500, 'degraded'],
    [0.71, 500, 'failing'],
    [0.1, 499, 'unknown'],
  ])('of %d after 0.8, by %i outcomes, is %s', (measured, n, state) => {
    expect(look('quality', quality(aMetric({ measured, n }))).state).toBe(
      state,
    );
  });

  it('takes a larger error for a worse one', () => {
    const mae = aMetric({
      metric: 'Mean absolute error',
      measured: 22,
      evaluated: 20,
      higherIsBetter: false,
      n: 1_234,
    });
    expect(look('quality', quality(mae))).toEqual({
      state: 'failing',
      what: 'Mean absolute error is 22, 10 % worse than the 20 of its evaluation',
      period: 'in the last 7 days',
      basis: 'limit 10 %, 1,234 outcomes',
    });
  });

  it('is judged by the first metric that rests on enough rows', () => {
    const few = aMetric({ metric: 'F1', measured: 0.1, n: 40 });
    const enough = aMetric({ metric: 'Accuracy', measured: 0.8, n: 900 });
    expect(look('quality', quality(few, enough)).what).toMatch(/^Accuracy/);
    expect(look('quality', quality(few))).toEqual({
      state: 'unknown',
      what: 'Quality: not judged yet, 40 of 500 outcomes for F1 in the last 7 days',
      pending: true,
    });
  });

  it('is not judged yet while outcomes are expected', () => {
    const expected = {
      labels: 0,
      reported: ['roc_auc'],
      measured: [],
      compared: [],
    };
    expect(look('quality', { quality: expected })).toMatchObject({
      what: 'Quality: not judged yet, 0 of 500 outcomes in the last 7 days',
      pending: true,
    });
    expect(look('quality', {}).pending).toBeUndefined();
    expect(
      look('quality', { quality: { ...expected, reported: [] } }).pending,
    ).toBeUndefined();
  });

  it('says what there is when nothing can be compared', () => {
    const evidence = {
      labels: 500,
      reported: ['lift', 'ndcg'],
      measured: ['Mean absolute error', 'R²'],
      compared: [],
    };
    expect(look('quality', { quality: evidence })).toEqual({
      state: 'unknown',
      what: 'Quality has nothing to be compared with: the model report has lift and ndcg, and measured are Mean absolute error and R²',
      permanent: true,
    });
    expect(
      look('quality', { quality: { ...evidence, labels: 499 } }).what,
    ).toMatch(/not judged yet, 499 of 500 outcomes/);
  });

  describe('by a measure that may be off', () => {
    const off = (errorMax: number) => aMetric({ measured: 0.5, errorMax });
    const logLoss = aMetric({
      metric: 'Log loss',
      measured: 0.2,
      evaluated: 0.2,
      higherIsBetter: false,
    });

    it('is judged where that is less than half of the loss that is degraded', () => {
      expect(look('quality', quality(off(0.02))).state).toBe('failing');
      expect(look('quality', quality(off(0.021))).state).toBe('unknown');
    });

    it('is judged by the next one where it is more', () => {
      expect(look('quality', quality(off(0.5), logLoss))).toMatchObject({
        state: 'healthy',
        what: 'Log loss is 0.2, no worse than the 0.2 of its evaluation',
      });
      expect(
        look('quality', quality(off(0.5), { ...logLoss, n: 40 })),
      ).toMatchObject({
        what: 'Quality: not judged yet, 40 of 500 outcomes for Log loss in the last 7 days',
        pending: true,
      });
    });

    it('says what to report where there is no other', () => {
      const evidence = {
        labels: 500,
        reported: ['roc_auc'],
        measured: ['ROC AUC', 'Accuracy', 'Log loss', 'Brier score'],
        compared: [off(0.49)],
      };
      expect(look('quality', { quality: evidence })).toEqual({
        state: 'unknown',
        what: 'Quality cannot be judged by ROC AUC, which is 0.5 ± 0.49 in the last 7 days, as many scores are nearly the same: have the pipeline report one of Accuracy, Log loss and Brier score, too',
        permanent: true,
      });
    });

    it('waits for outcomes first', () => {
      const few = { ...off(0.5), n: 40 };
      expect(look('quality', quality(few)).pending).toBe(true);
    });
  });

  it('says that of 0 nothing can be lost, and takes another metric', () => {
    const zero = aMetric({ metric: 'Log loss', evaluated: 0 });
    expect(look('quality', quality(zero))).toMatchObject({
      what: 'Quality has nothing to be compared with: in the model report Log loss is 0, and no loss is a share of that',
      permanent: true,
    });
    expect(look('quality', quality(zero, aMetric())).what).toMatch(/^ROC AUC/);
  });
});

describe('completeness', () => {
  const counted = (stored: number, expected: number) => ({
    completeness: { stored, expected, kept: 'requests left a record' },
  });

  it.each([
    [1_000, 1_000, 'healthy'],
    [999, 1_000, 'healthy'],
    [998, 1_000, 'degraded'],
    [950, 1_000, 'degraded'],
    [949, 1_000, 'failing'],
    [0, 100, 'failing'],
    [0, 99, 'unknown'],
  ])('of %i out of %i is %s', (stored, expected, state) => {
    expect(look('completeness', counted(stored, expected)).state).toBe(state);
  });

  it('is unknown where nobody counts', () => {
    expect(look('completeness', {}).state).toBe('unknown');
  });

  it('never rounds a loss away', () => {
    expect(look('completeness', counted(999_999, 1_000_000))).toMatchObject({
      what: '99.99 % of requests left a record',
      basis: 'limit 99.9 %, 1 of 1,000,000 missing',
    });
  });
});

describe('findQualityEvidence', () => {
  const compare = (
    measured: QualityMeasures,
    evaluated: Record<string, number>,
    samples: ProfileTotals['samples'] = {},
    rocAucErrorMax?: number,
  ) =>
    findQualityEvidence(
      { labels: 600, samples, rocAucErrorMax, ...measured },
      Object.entries(evaluated).map(([name, value]) => ({
        name,
        value,
        higherIsBetter: true,
      })),
    );

  it('compares what was both measured and evaluated, the most telling first', () => {
    expect(
      compare(
        { rocAuc: 0.7, accuracy: 0.8, mae: 3 },
        { accuracy: 0.9, 'ROC-AUC': 0.75 },
        { rocAuc: 550 },
      ).compared,
    ).toMatchObject([
      { metric: 'ROC AUC', measured: 0.7, evaluated: 0.75, n: 550 },
      { metric: 'Accuracy', measured: 0.8, evaluated: 0.9, n: 600 },
    ]);
  });

  it('says how far off ROC AUC may be, and nothing else', () => {
    expect(
      compare(
        { rocAuc: 0.5, accuracy: 0.8 },
        { accuracy: 0.9, auc: 0.75 },
        {},
        0.3,
      ).compared.map(({ errorMax }) => errorMax),
    ).toEqual([0.3, undefined]);
  });

  it.each([
    ['log_loss', 'logLoss', 'Log loss', false],
    ['R²', 'r2', 'R²', true],
    ['r2_score', 'r2', 'R²', true],
    ['Precision', 'precision', 'Precision', true],
    ['test_recall', 'recall', 'Recall', true],
    ['brier_score_loss', 'brier', 'Brier score', false],
  ] as const)(
    'knows %s of a report, and which way is better',
    (name, measure, metric, higherIsBetter) => {
      expect(compare({ [measure]: 0.4 }, { [name]: 0.5 }).compared).toEqual([
        { metric, higherIsBetter, measured: 0.4, evaluated: 0.5, n: 600 },
      ]);
    },
  );

  it('compares nothing else, and names what there is', () => {
    expect(compare({ mae: 3, bias: 1 }, { lift: 2, bias: 1 })).toEqual({
      labels: 600,
      reported: ['lift', 'bias'],
      measured: ['Mean absolute error'],
      compared: [],
    });
  });
});
