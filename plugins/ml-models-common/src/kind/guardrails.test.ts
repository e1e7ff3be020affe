import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { DEFAULT_GUARDRAILS } from './guardrails';

describe('DEFAULT_GUARDRAILS', () => {
  it('has a default for each that the schema names too, but for what depends on the model', () => {
    const { guardrails } = mlModelJsonSchema.properties.spec.properties;
    const named = Object.fromEntries(
      Object.entries(guardrails.properties).flatMap(([name, schema]) =>
        'default' in schema ? [[name, schema.default]] : [],
      ),
    );
    expect(Object.keys(guardrails.properties).sort()).toEqual(
      ['maxDisagreement', 'maxQualityLoss', ...Object.keys(named)].sort(),
    );
    expect(named).toEqual(DEFAULT_GUARDRAILS);
  });
});
