import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { canaryOf, NO_CANARY } from './Canary';
import { planCanary } from './planCanary';

describe('planCanary', () => {
  const guarded = aModelEntity({
    spec: { guardrails: { bake: 'PT2M', maxErrorRate: 0.05 } },
  });

  const atOnce = aModelEntity({
    spec: {
      guardrails: {},
      release: { production: { strategy: 'all-at-once' } },
    },
  });

  it('tries a version by the guardrails of its model, and the defaults', () => {
    const request = { model: guarded, environment: 'production' } as const;
    expect(canaryOf(planCanary({ ...request, trigger: 'push' }))).toEqual({
      weights: [10],
      bakeSeconds: 120,
      maxErrorRate: 0.05,
      maxLatencyRatio: 1.5,
      minSamples: 500,
      maxQualityLoss: 0.05,
      mustBeJudged: false,
    });
  });

  it('tries a version of a model that says nothing by the defaults', () => {
    const model = aModelEntity({ spec: { release: {} } });
    const request = { model, environment: 'production' } as const;
    expect(
      canaryOf(planCanary({ ...request, trigger: 'manual' })),
    ).toMatchObject({ weights: [10], bakeSeconds: 60 });
  });

  it('permits the loss of quality that the model names, or that degrades it', () => {
    const rulesOf = (spec: object) => {
      const model = aModelEntity({ spec: { release: {}, ...spec } });
      const request = { model, environment: 'production' } as const;
      return canaryOf(planCanary({ ...request, trigger: 'manual' }));
    };
    const monitoring = { thresholds: { qualityLoss: { degraded: 0.02 } } };
    const degraded = rulesOf({ monitoring });
    expect(degraded?.maxQualityLoss).toBe(0.02);
    expect(degraded?.mustMeasureQuality).toBeUndefined();
    const named = { monitoring, guardrails: { maxQualityLoss: 0 } };
    expect(rulesOf(named)).toMatchObject({
      maxQualityLoss: 0,
      mustMeasureQuality: true,
    });
  });

  it.each([
    [{}, { tolerance: 0.05 }],
    [
      { maxDisagreement: 1, disagreementTolerance: 0 },
      { maxDisagreement: 1, tolerance: 0 },
    ],
  ])('makes a version a shadow by %j', (guardrails, shadow) => {
    const model = aModelEntity({
      spec: {
        guardrails,
        release: { production: { strategy: 'shadow', gate: 'manual' } },
      },
    });
    const request = { model, environment: 'production' } as const;
    expect(canaryOf(planCanary({ ...request, trigger: 'manual' }))).toEqual({
      weights: [],
      shadow,
      gate: 'manual',
      bakeSeconds: 60,
      maxErrorRate: 0.01,
      maxLatencyRatio: 1.5,
      minSamples: 500,
      maxQualityLoss: 0.05,
      mustBeJudged: false,
    });
  });

  it('releases none unjudged where the risk is high', () => {
    const model = aModelEntity({ spec: { guardrails: {}, riskTier: 'high' } });
    const request = { model, environment: 'production' } as const;
    expect(
      canaryOf(planCanary({ ...request, trigger: 'manual' })),
    ).toMatchObject({ mustBeJudged: true });
  });

  it.each([
    ['a model that takes versions at once', atOnce, 'manual', 'production'],
    ['a rollback', guarded, 'rollback', 'production'],
    ['a stop', guarded, 'stop', 'production'],
    ['an environment that no callers ask', guarded, 'push', 'staging'],
  ] as const)('holds up nothing of %s', (_, model, trigger, environment) => {
    expect(planCanary({ model, trigger, environment })).toEqual(NO_CANARY);
  });
});
