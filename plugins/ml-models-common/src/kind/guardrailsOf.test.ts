import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { aModel } from './__testUtils__/aModel';
import { DEFAULT_GUARDRAILS, guardrailsOf } from './guardrailsOf';

describe('guardrailsOf', () => {
  it('has none for a model that asks for none', () => {
    expect(guardrailsOf(aModel())).toBeUndefined();
  });

  it('has a default for each, which the schema names too', () => {
    expect(guardrailsOf(aModel({ guardrails: {} }))).toEqual(
      DEFAULT_GUARDRAILS,
    );
    const { guardrails } = mlModelJsonSchema.properties.spec.properties;
    const named = Object.fromEntries(
      Object.entries(guardrails.properties).map(([name, schema]) => [
        name,
        schema.default,
      ]),
    );
    expect(named).toEqual(DEFAULT_GUARDRAILS);
  });

  it('takes what the model says, one limit at a time', () => {
    expect(
      guardrailsOf(aModel({ guardrails: { maxErrorRate: 0.05 } })),
    ).toEqual({
      ...DEFAULT_GUARDRAILS,
      maxErrorRate: 0.05,
    });
  });
});
