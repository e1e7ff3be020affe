import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
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

const MODEL = aModelEntity({
  spec: { environments: ['staging', 'production'] },
});

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
  let auditor: ReturnType<typeof mockServices.auditor.mock>;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    auditor = mockServices.auditor.mock();
    pushes = new PushDeployer({
      auditor,
      catalog: new ModelCatalog({
        catalog: catalogServiceMock({ entities: [MODEL] }),
        auth: mockServices.auth(),
      }),
      deployments: harness.deployments,
      logger: mockServices.logger.mock(),
      urlOf: ({ modelRef, deploymentId }) =>
        `http://portal/${modelRef}/${deploymentId}`,
    });
  });

  async function push(changes: Partial<PushEvent> = {}) {
    return pushes.deploy(
      {
        pushId: 'first',
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

  it('leaves a trace of who pushed what', async () => {
    await push();
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'deployment-request',
        meta: {
          modelRef: TARGET.modelRef,
          environment: 'staging',
          commit: 'a'.repeat(40),
          actor: 'user:default/ada',
          trigger: 'push',
        },
      }),
    );
  });

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

  it('is told twice of a push, deploys it once, and tells where both times', async () => {
    const told = [await push(), await push()];
    const [deployment, ...others] = await deployments();
    expect(others).toEqual([]);
    const sentence = `Deployment of aaaaaaa to staging queued. Follow it at http://portal/${TARGET.modelRef}/${deployment.id}`;
    expect(told).toEqual([sentence, sentence]);
  });

  it('deploys a push once, whatever was deployed until it is told again', async () => {
    const told = await push();
    const [pushed] = await deployments();
    const environment = 'staging';
    await harness.request({
      model: MODEL,
      environment,
      commit: 'b'.repeat(40),
    });

    expect(await push()).toBe(told);
    expect(await deployments()).toMatchObject([
      { trigger: 'manual', environment },
      { trigger: 'push', id: pushed.id },
    ]);
  });

  it.each([
    [new InputError('Name an engine'), 'deployment of aaaaaaa: Name an engine'],
    [
      new Error('postgres://ada:secret@db'),
      'deployment of aaaaaaa, see its log',
    ],
  ])('tells why it did not deploy, but no insides: %s', async (error, told) => {
    jest.spyOn(harness.deployments, 'request').mockRejectedValue(error);
    expect(await push()).toBe(`The portal could not queue a ${told}`);
  });

  it('deploys a commit again that the branch has come back to', async () => {
    await push();
    await push({ pushId: 'second', commit: 'b'.repeat(40) });
    await push({ pushId: 'third' });
    expect(await deployments()).toHaveLength(3);
  });

  it.each<[string, Partial<PushEvent>, RegExp]>([
    [
      'another branch',
      { branch: 'feature' },
      /^No deployment follows from a push to feature: only main is deployed/,
    ],
    [
      'a model that is not in the catalog',
      { modelRef: 'mlmodel:default/x' },
      /^No deployment of aaaaaaa follows: mlmodel:default\/x is not in the catalog/,
    ],
    [
      'a repository that is not the model’s',
      { cloneUrl: 'http://git/evil.git' },
      /^No deployment of aaaaaaa follows: the code of \S+ is elsewhere/,
    ],
  ])('does not deploy a push to %s, and says so', async (_, changes, told) => {
    expect(await push(changes)).toMatch(told);
    expect(await harness.database('deployments').select('id')).toEqual([]);
  });
});
