import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { DEFAULT_GUARDRAILS, guardrailsOf } from './guardrailsOf';
import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

function aModel(
  guardrails?: MlModelEntityV1alpha1['spec']['guardrails'],
): MlModelEntityV1alpha1 {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: { name: 'flight-delay' },
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner: 'flight-ops-ds',
      guardrails,
    },
  };
}

describe('guardrailsOf', () => {
  it('has none for a model that asks for none', () => {
    expect(guardrailsOf(aModel())).toBeUndefined();
  });

  it('has a default for each, which the schema names too', () => {
    expect(guardrailsOf(aModel({}))).toEqual(DEFAULT_GUARDRAILS);
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
    expect(guardrailsOf(aModel({ maxErrorRate: 0.05 }))).toEqual({
      ...DEFAULT_GUARDRAILS,
      maxErrorRate: 0.05,
    });
  });
});
