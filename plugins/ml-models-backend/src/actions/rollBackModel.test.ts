import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { openCallers } from '../__testUtils__/openCallers';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { registerRollBackModel } from './rollBackModel';

describeEachDatabase('roll-back-model', openDatabase => {
  let harness: DeploymentHarness;
  let rollBack: (input?: object) => Promise<{ output: unknown }>;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    const { deployments } = harness;
    const auth = mockServices.auth();
    const actionsRegistry = actionsRegistryServiceMock();
    registerRollBackModel({
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
    rollBack = input =>
      actionsRegistry.invoke({
        id: 'test:roll-back-model',
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

  async function release(commit: string) {
    const { id } = await harness.request({ commit: commit.repeat(40) });
    await harness.finish(id);
  }

  it('goes back to the version that was live before', async () => {
    await release('a');
    await release('b');
    await release('c');
    expect((await rollBack()).output).toMatchObject({ version: 2 });
    const [{ id, trigger, requestedBy }] = (
      await harness.deployments.list(TARGET.modelRef, { limit: 1 })
    ).items;
    expect({ trigger, requestedBy }).toEqual({
      trigger: 'rollback',
      requestedBy: 'user:default/mock',
    });
    await harness.finish(id);
    expect(harness.runtime.trafficOf(TARGET)).toMatchObject({
      shares: [{ version: 2, weight: 100 }],
    });
    // And not forward again to the one that it has left.
    expect((await rollBack()).output).toMatchObject({ version: 1 });
  });

  it('goes back to the version that is asked for', async () => {
    await release('a');
    await release('b');
    await release('c');
    expect((await rollBack({ version: 1 })).output).toMatchObject({
      version: 1,
      url: expect.stringMatching(
        /^https:\/\/portal\.example\.com\/catalog\/default\/mlmodel\/flight-delay\/versions\?deployment=/,
      ),
    });
  });

  it('answers the same key with the same rollback once it is done', async () => {
    await release('a');
    await release('b');
    const once = { idempotencyKey: 'once' };
    const { output } = await rollBack(once);
    const [{ id }] = (
      await harness.deployments.list(TARGET.modelRef, { limit: 1 })
    ).items;
    await harness.finish(id);
    expect((await rollBack(once)).output).toMatchObject({ id, version: 1 });
    expect(output).toMatchObject({ id });
  });

  it('hands on what cannot be gone back to', async () => {
    await expect(rollBack()).rejects.toThrow(
      "Nothing of mlmodel:default/flight-delay is live in 'production'",
    );
    await expect(rollBack({ version: 0 })).rejects.toThrow('input.version');
  });
});
