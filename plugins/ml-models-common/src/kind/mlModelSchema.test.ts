import Ajv from 'ajv';
import { aModel } from './__testUtils__/aModel';
import { mlModelSchema } from './mlModelSchema';

const validate = new Ajv({ strict: true, allErrors: true }).compile(
  mlModelSchema,
);

/** @param spec - which may be what no model has */
function aModelWith(spec: object) {
  const model = aModel();
  return { ...model, spec: { ...model.spec, ...spec } };
}

describe('mlModelSchema', () => {
  it('takes its own example', () => {
    expect(validate(mlModelSchema.examples[0])).toBe(true);
  });

  it('asks for owner, task and lifecycle only', () => {
    expect(validate(aModelWith({}))).toBe(true);
    expect(validate({ ...aModelWith({}), spec: {} })).toBe(false);
    expect(validate.errors?.map(error => error.params)).toEqual([
      { missingProperty: 'owner' },
      { missingProperty: 'task' },
      { missingProperty: 'lifecycle' },
    ]);
  });

  it.each(['P30D', 'PT1M', 'PT0S', 'P1W', 'P1Y2M3DT4H5M6S', 'P400D', 'PT36H'])(
    'takes %s as a duration',
    retention => {
      expect(validate(aModelWith({ logging: { retention } }))).toBe(true);
    },
  );

  it.each(['P', 'PT', 'P1DT', '30D', 'P30', 'P1H', '30 days', 'p30d'])(
    'refuses %s as a duration',
    retention => {
      expect(validate(aModelWith({ logging: { retention } }))).toBe(false);
    },
  );

  it.each([
    ['an environment in capitals', { environments: ['Production'] }],
    ['an environment twice', { environments: ['a', 'a'] }],
    ['no environment at all', { environments: [] }],
    ['a task in words', { task: 'Tabular Classification' }],
    ['an unknown way of serving', { type: 'website' }],
    ['an owner with a blank', { owner: 'flight ops' }],
    ['a data set without its kind', { dependsOn: ['nyc-flights'] }],
    ['a sample above one', { logging: { sample: 2 } }],
    ['half a sample to wait for', { guardrails: { minSamples: 0.5 } }],
    ['an unknown guardrail', { guardrails: { maxErrors: 3 } }],
    [
      'a redaction of neither input, output nor target',
      { logging: { redact: [{ path: 'passenger_id', how: 'drop' }] } },
    ],
  ])('refuses %s', (_, spec) => {
    expect(validate(aModelWith(spec))).toBe(false);
  });
});
