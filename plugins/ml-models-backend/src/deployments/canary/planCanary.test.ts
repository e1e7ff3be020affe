import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { canaryOf, NO_CANARY } from './Canary';
import { planCanary } from './planCanary';

describe('planCanary', () => {
  const guarded = aModelEntity({
    spec: { guardrails: { bake: 'PT2M', maxErrorRate: 0.05 } },
  });

  it('tries a version by the guardrails of its model, and the defaults', () => {
    expect(canaryOf(planCanary({ model: guarded, trigger: 'push' }))).toEqual({
      weight: 10,
      bakeSeconds: 120,
      maxErrorRate: 0.05,
      maxLatencyRatio: 1.5,
      minSamples: 500,
      mustBeJudged: false,
    });
  });

  it('releases none unjudged where the risk is high', () => {
    const model = aModelEntity({ spec: { guardrails: {}, riskTier: 'high' } });
    expect(canaryOf(planCanary({ model, trigger: 'manual' }))).toMatchObject({
      mustBeJudged: true,
    });
  });

  it.each([
    ['a model without guardrails', aModelEntity(), 'manual' as const],
    ['a rollback', guarded, 'rollback' as const],
    ['a stop', guarded, 'stop' as const],
  ])('holds up nothing of %s', (_, model, trigger) => {
    expect(planCanary({ model, trigger })).toEqual(NO_CANARY);
  });
});
