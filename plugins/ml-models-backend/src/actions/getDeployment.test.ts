import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { registerGetDeployment } from './getDeployment';

describeEachDatabase('get-deployment', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  /** @param visible - what its caller may see in the catalog */
  function get(id: string, visible = [aModelEntity()]) {
    const actionsRegistry = actionsRegistryServiceMock();
    registerGetDeployment({
      actionsRegistry,
      appUrl: '',
      catalog: new ModelCatalog({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: visible }),
      }),
      deployments: harness.deployments,
    });
    return actionsRegistry.invoke({
      id: 'test:get-deployment',
      input: { id },
      credentials: mockCredentials.user(),
    });
  }

  it('tells why a deployment failed, and what serves', async () => {
    harness.startWorker();
    harness.engine.failing = 'test';
    const { id } = await harness.request();
    await harness.finish(id);
    expect((await get(id)).output).toMatchObject({
      id,
      status: 'failed',
      ended: true,
      currentStep: 'test',
      failure: {
        step: 'test',
        message: expect.stringContaining('test'),
        stillServing: 'Nothing served production yet.',
      },
    });
  });

  it('tells nothing to who may not see the model', async () => {
    const { id } = await harness.request();
    await expect(get(id, [])).rejects.toThrow(
      'There is no model mlmodel:default/flight-delay in the catalog',
    );
  });

  it('names a deployment that there is not', async () => {
    await expect(get('0190f5a0-0000-7000-8000-000000000000')).rejects.toThrow(
      '0190f5a0-0000-7000-8000-000000000000',
    );
  });
});
