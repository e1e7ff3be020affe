import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { DEFAULT_GUARDRAILS } from './guardrails';

describe('DEFAULT_GUARDRAILS', () => {
  it('has the defaults that the schema names, too; of quality the thresholds have it', () => {
    const { guardrails } = mlModelJsonSchema.properties.spec.properties;
    const named = Object.fromEntries(
      Object.entries(guardrails.properties).map(([name, schema]) => [
        name,
        'default' in schema ? schema.default : undefined,
      ]),
    );
    expect(named).toEqual(DEFAULT_GUARDRAILS);
  });
});
