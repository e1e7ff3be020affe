import { Entity } from '@backstage/catalog-model';
import { aModel } from './__testUtils__/aModel';
import { environmentsOf } from './environmentsOf';
import { isMlModelEntity } from './MlModelEntityV1alpha1';

const model = aModel();

describe('isMlModelEntity', () => {
  it('knows a model', () => {
    expect(isMlModelEntity(model)).toBe(true);
  });

  it.each<[string, Entity]>([
    ['another kind', { ...model, kind: 'Component' }],
    [
      'a kind of the same name from elsewhere',
      { ...model, apiVersion: 'example.com/v1' },
    ],
  ])('refuses %s', (_, entity) => {
    expect(isMlModelEntity(entity)).toBe(false);
  });
});

describe('environmentsOf', () => {
  it('keeps the order of promotion', () => {
    const spec = { ...model.spec, environments: ['staging', 'production'] };
    expect(environmentsOf({ ...model, spec })).toEqual([
      'staging',
      'production',
    ]);
  });

  it.each([undefined, []])(
    'is production alone when the model says %j',
    environments => {
      const spec = { ...model.spec, environments };
      expect(environmentsOf({ ...model, spec })).toEqual(['production']);
    },
  );
});
