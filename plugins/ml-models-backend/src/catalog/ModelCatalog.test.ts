import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { ModelCatalog } from './ModelCatalog';

const MODEL = 'mlmodel:default/flight-delay';
const AMARA = mockCredentials.user('user:default/amara-okafor');
const JONAS = mockCredentials.user('user:default/jonas-weber');

describe('ModelCatalog', () => {
  function aCatalog() {
    const catalog = catalogServiceMock({ entities: [aModelEntity()] });
    const lookUp = jest.spyOn(catalog, 'getEntityByRef');
    const models = new ModelCatalog({ catalog, auth: mockServices.auth() });
    return { models, lookUp };
  }

  it('asks once for one reader who asks several times at once', async () => {
    const { models, lookUp } = aCatalog();
    const found = await Promise.all([
      models.findModel(MODEL, AMARA),
      models.getModel(MODEL, AMARA),
    ]);
    expect(found[0]).toEqual(found[1]);
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('asks for each reader and each model by themselves', async () => {
    const { models, lookUp } = aCatalog();
    await Promise.all([
      models.findModel(MODEL, AMARA),
      models.findModel(MODEL, JONAS),
      models.findModel(MODEL),
      models.findModel('mlmodel:default/other', AMARA),
    ]);
    expect(lookUp).toHaveBeenCalledTimes(4);
    expect(lookUp).toHaveBeenCalledWith(MODEL, { credentials: JONAS });
  });

  it('asks for nothing but what is retrained by a schedule or a verdict', async () => {
    const models = [undefined, { gate: 'none' }, { schedule: 'P7D' }] as const;
    const catalog = catalogServiceMock({
      entities: models.map((retrain, index) =>
        aModelEntity({ name: `model-${index}`, spec: { retrain } }),
      ),
    });
    const query = jest.spyOn(catalog, 'queryEntities');
    const auth = mockServices.auth();
    const found = await new ModelCatalog({ catalog, auth }).listRetrained();
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['model-2']);
    // The catalog of tests finds no field with a capital letter.
    expect(query).toHaveBeenCalledWith(
      {
        filter: [
          { kind: 'MlModel', 'spec.retrain.schedule': CATALOG_FILTER_EXISTS },
          { kind: 'MlModel', 'spec.retrain.onVerdict': CATALOG_FILTER_EXISTS },
        ],
        limit: 500,
      },
      expect.anything(),
    );
  });

  it('asks anew once it has been answered, or refused', async () => {
    const { models, lookUp } = aCatalog();
    lookUp.mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
    await expect(models.findModel(MODEL, AMARA)).rejects.toThrow(
      'ECONNREFUSED',
    );
    expect(await models.findModel(MODEL, AMARA)).toBeDefined();
    await models.findModel(MODEL, AMARA);
    expect(lookUp).toHaveBeenCalledTimes(3);
  });

  it('waits for no answer for ever, and asks anew then', async () => {
    const catalog = catalogServiceMock({ entities: [aModelEntity()] });
    const never = () => new Promise<never>(() => {});
    const models = new ModelCatalog({
      catalog,
      auth: mockServices.auth(),
      answersWithinMs: 5,
    });
    jest.spyOn(catalog, 'getEntityByRef').mockImplementationOnce(never);
    jest.spyOn(catalog, 'queryEntities').mockImplementationOnce(never);
    jest.spyOn(catalog, 'getEntitiesByRefs').mockImplementationOnce(never);
    const silence = {
      name: 'ServiceUnavailableError',
      message:
        'The catalog has not answered within 0.005 s: see whether it hangs, then try again',
    };
    await expect(models.findModel(MODEL)).rejects.toMatchObject(silence);
    await expect(models.listModels()).rejects.toMatchObject(silence);
    await expect(models.findEntities([MODEL])).rejects.toMatchObject(silence);
    expect(await models.findModel(MODEL)).toBeDefined();
  });

  it('lists the models of a serving runtime, by name or by default', async () => {
    const models = new ModelCatalog({
      catalog: catalogServiceMock({
        entities: [
          aModelEntity({ name: 'unsaid' }),
          ...['external', 'local'].map(runtime =>
            aModelEntity({ name: runtime, spec: { serving: { runtime } } }),
          ),
        ],
      }),
      auth: mockServices.auth(),
    });
    const listed = async (defaultRuntime: string) =>
      (await models.listServedBy('external', defaultRuntime))
        .map(({ metadata }) => metadata.name)
        .sort();
    expect(await listed('local')).toEqual(['external']);
    expect(await listed('external')).toEqual(['external', 'unsaid']);
  });
});
