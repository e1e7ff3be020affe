import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { DEFAULT_GUARDRAILS } from './guardrails';

describe('DEFAULT_GUARDRAILS', () => {
  it('has a default for each, which the schema names too', () => {
    const { guardrails } = mlModelJsonSchema.properties.spec.properties;
    const named = Object.fromEntries(
      Object.entries(guardrails.properties).map(([name, schema]) => [
        name,
        schema.default,
      ]),
    );
    expect(named).toEqual(DEFAULT_GUARDRAILS);
  });
});
