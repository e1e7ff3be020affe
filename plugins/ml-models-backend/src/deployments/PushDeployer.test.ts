import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  PushEvent,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { PushDeployer } from './PushDeployer';

const CLONE_URL = 'http://git/flights/flight-delay.git';

const HOST: SourceHost = {
  id: 'in-memory',
  start: async () => {},
  findRepository: async () => ({
    cloneUrl: CLONE_URL,
    defaultBranch: 'main',
    commits: [],
  }),
};

describeEachDatabase('PushDeployer', openDatabase => {
  let harness: DeploymentHarness;
  let pushes: PushDeployer;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    pushes = new PushDeployer({
      catalog: new ModelCatalog({
        catalog: catalogServiceMock({
          entities: [
            aModelEntity({ spec: { environments: ['staging', 'production'] } }),
          ],
        }),
        auth: mockServices.auth(),
      }),
      database: harness.database,
      deployments: harness.deployments,
      logger: mockServices.logger.mock(),
    });
  });

  async function push(changes: Partial<PushEvent> = {}) {
    await pushes.deploy(
      {
        modelRef: TARGET.modelRef,
        branch: 'main',
        defaultBranch: 'main',
        commit: 'a'.repeat(40),
        cloneUrl: CLONE_URL,
        actor: 'user:default/ada',
        ...changes,
      },
      HOST,
    );
  }

  async function deployments() {
    const page = await harness.deployments.list(TARGET.modelRef, { limit: 9 });
    return page.items;
  }

  it('deploys a push to the default branch into the first environment', async () => {
    await push();
    expect(await deployments()).toMatchObject([
      {
        environment: 'staging',
        trigger: 'push',
        requestedBy: 'user:default/ada',
      },
    ]);
  });

  it('is told twice of a push and deploys it once', async () => {
    await push();
    await push();
    expect(await deployments()).toHaveLength(1);
  });

  it('deploys a commit again that the branch has come back to', async () => {
    await push();
    await push({ commit: 'b'.repeat(40) });
    await push();
    expect(await deployments()).toHaveLength(3);
  });

  it.each<[string, Partial<PushEvent>]>([
    ['another branch', { branch: 'feature' }],
    ['a model that is not in the catalog', { modelRef: 'mlmodel:default/x' }],
    [
      'a repository that is not the model’s',
      { cloneUrl: 'http://git/evil.git' },
    ],
  ])('does not deploy a push to %s', async (_, changes) => {
    await push(changes);
    expect(await harness.database('deployments').select('id')).toEqual([]);
  });
});
