import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { CatalogModelPolicySource, policyOf } from './CatalogModelPolicySource';
import { ModelCatalog } from './ModelCatalog';

describe('policyOf', () => {
  it('keeps everything for a month unless the model says otherwise', () => {
    expect(policyOf(aModelEntity())).toEqual({
      sample: 1,
      redact: [],
      retentionDays: 30,
      environments: ['production'],
    });
  });

  it.each([
    ['P400D', 400],
    ['PT36H', 1.5],
    ['P1W', 7],
    ['P1Y', 365],
  ])('reads %s as %d days', (retention, days) => {
    const model = aModelEntity({ spec: { logging: { retention } } });
    expect(policyOf(model).retentionDays).toBe(days);
  });

  it('has the inputs that the owner wants to see the model by', () => {
    const slices = ['inputs.carrier'];
    const model = aModelEntity({ spec: { monitoring: { slices } } });
    expect(policyOf(model).slices).toEqual(slices);
  });
});

describe('CatalogModelPolicySource', () => {
  function aSource(
    catalog = catalogServiceMock({ entities: [aModelEntity()] }),
  ) {
    return new CatalogModelPolicySource(
      new ModelCatalog({ catalog, auth: mockServices.auth() }),
    );
  }

  it('finds the policy of a model', async () => {
    expect(await aSource().find('mlmodel:default/flight-delay')).toMatchObject({
      sample: 1,
    });
  });

  it('finds none for what is not in the catalog', async () => {
    expect(await aSource().find('mlmodel:default/nope')).toBeUndefined();
  });

  it('says that it does not know while the catalog does not answer', async () => {
    const catalog = catalogServiceMock();
    catalog.getEntityByRef = async () => {
      throw new Error('connect ECONNREFUSED');
    };
    await expect(
      aSource(catalog).find('mlmodel:default/flight-delay'),
    ).rejects.toThrow('does not tell the logging policy');
  });
});
