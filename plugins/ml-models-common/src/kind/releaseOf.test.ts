import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { aModel } from './__testUtils__/aModel';
import { DEFAULT_GUARDRAILS } from './guardrails';
import { DEFAULT_WEIGHTS, releaseOf } from './releaseOf';

const environments = ['staging', 'production'];

describe('releaseOf', () => {
  it('has a canary in the last environment of a model that says nothing', () => {
    const canary = {
      strategy: 'canary',
      weights: [10],
      isGated: false,
      guardrails: DEFAULT_GUARDRAILS,
    };
    expect(releaseOf(aModel(), 'production')).toEqual(canary);
    const model = aModel({ environments });
    expect(releaseOf(model, 'production')).toEqual(canary);
    expect(releaseOf(model, 'staging')).toMatchObject({
      strategy: 'all-at-once',
      weights: [],
    });
  });

  it('tries a version by the guardrails that the model names', () => {
    const model = aModel({ environments, guardrails: { minSamples: 40 } });
    expect(releaseOf(model, 'production')).toEqual({
      strategy: 'canary',
      weights: [10],
      isGated: false,
      guardrails: { ...DEFAULT_GUARDRAILS, minSamples: 40 },
    });
    expect(releaseOf(model, 'staging').strategy).toBe('all-at-once');
  });

  it('takes versions at once where the model says so', () => {
    const model = aModel({
      guardrails: {},
      release: { production: { strategy: 'all-at-once' } },
    });
    expect(releaseOf(model, 'production')).toMatchObject({
      strategy: 'all-at-once',
      weights: [],
    });
  });

  it('does what the model says of the environment', () => {
    const model = aModel({
      environments,
      guardrails: {},
      release: {
        staging: { strategy: 'linear' },
        production: { strategy: 'canary', weights: [5] },
      },
    });
    expect(releaseOf(model, 'staging')).toMatchObject({
      strategy: 'linear',
      weights: [10, 25, 50],
    });
    expect(releaseOf(model, 'production')).toMatchObject({
      strategy: 'canary',
      weights: [5],
    });
  });

  it('knows of no environment that every object has', () => {
    expect(releaseOf(aModel({ release: {} }), 'constructor').weights).toEqual(
      [],
    );
  });

  it('has each strategy that the schema names', () => {
    const { strategy } = mlModelJsonSchema.definitions.release.properties;
    expect(Object.keys(DEFAULT_WEIGHTS)).toEqual(strategy.enum);
  });
});
