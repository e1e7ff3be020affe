import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { openCallers } from '../__testUtils__/openCallers';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { registerRetrainModel } from './retrainModel';

describeEachDatabase('retrain-model', openDatabase => {
  let harness: DeploymentHarness;
  let retrain: (input?: object) => Promise<{ output: unknown }>;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    const { deployments } = harness;
    const auth = mockServices.auth();
    const actionsRegistry = actionsRegistryServiceMock();
    registerRetrainModel({
      actionsRegistry,
      appUrl: 'https://portal.example.com',
      auditor: mockServices.auditor.mock(),
      auth,
      callers: openCallers(),
      catalog: new ModelCatalog({
        auth,
        catalog: catalogServiceMock({ entities: [aModelEntity()] }),
      }),
      deployments,
    });
    retrain = input =>
      actionsRegistry.invoke({
        id: 'test:retrain-model',
        input: {
          modelRef: 'flight-delay',
          environment: 'production',
          ...input,
        },
        credentials: mockCredentials.user(),
      });
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  it('builds what is live anew, once for a key', async () => {
    const commit = 'a'.repeat(40);
    await harness.finish((await harness.request({ commit })).id);
    const { output } = await retrain({ idempotencyKey: 'once' });
    expect(output).toMatchObject({
      environment: 'production',
      requestedBy: 'user:default/mock',
      commit,
      ended: false,
    });
    expect((await retrain({ idempotencyKey: 'once' })).output).toMatchObject({
      url: expect.stringContaining('?deployment='),
    });
    const rows = await harness.database('deployments').orderBy('id');
    expect(rows.map(({ trigger }) => trigger)).toEqual(['manual', 'retrain']);
    await harness.finish(rows[1].id);
  });

  it('says why there is nothing to retrain', async () => {
    await expect(retrain()).rejects.toThrow(
      "Nothing of mlmodel:default/flight-delay is live in 'production', so there is nothing to retrain",
    );
  });
});
