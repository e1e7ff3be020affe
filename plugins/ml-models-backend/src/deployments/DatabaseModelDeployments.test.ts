import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DatabaseModelDeployments } from './DatabaseModelDeployments';
import { ServingObserver } from './ServingObserver';

const NOW = new Date();

describeEachDatabase('DatabaseModelDeployments', openDatabase => {
  let harness: DeploymentHarness;
  let deployments: DatabaseModelDeployments;
  let observer: ServingObserver;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    const { database, runtime } = harness;
    observer = new ServingObserver({
      database,
      servingRuntimes: new Map([['local', runtime]]),
      defaultServingRuntime: 'local',
    });
    deployments = new DatabaseModelDeployments({
      approvalRules: [{ riskTiers: ['high'], environments: ['production'] }],
      database,
      observer,
    });
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function release(modelRef = TARGET.modelRef) {
    return harness.finish((await harness.request({ modelRef })).id);
  }

  async function describeAll(model: MlModelEntityV1alpha1) {
    return (await deployments.describe(model, NOW)).environments;
  }

  async function countQueries(act: () => Promise<unknown>): Promise<number> {
    let queries = 0;
    const count = () => {
      queries += 1;
    };
    await harness.stopWorkers();
    harness.database.on('query', count);
    await act();
    harness.database.off('query', count);
    return queries;
  }

  it('tells what is live, under way, and ended last', async () => {
    await release();
    harness.engine.failing = 'train';
    const failed = await release();
    harness.engine.stuck = true;
    harness.engine.failing = undefined;
    const active = await harness.request();
    await harness.until(active.id, ({ status }) => status === 'building');
    const queued = await harness.request();
    const model = (await deployments.summarise([TARGET.modelRef], NOW)).get(
      TARGET.modelRef,
    );
    expect(model?.live).toEqual(new Map([['production', 1]]));
    expect(model?.active.get('production')?.id).toBe(active.id);
    expect(model?.last).toMatchObject({ id: failed.id, status: 'failed' });
    expect(queued.id).not.toBe(active.id);
  });

  it('tells of the last that happened to a model, a stop too', async () => {
    const model = aModelEntity({
      spec: { environments: ['staging', 'production'] },
    });
    const deploy = async (
      environment: string,
      trigger: 'manual' | 'stop' = 'manual',
    ) => {
      const { id } = await harness.request({ model, environment, trigger });
      return harness.finish(id);
    };
    const findLast = async () =>
      (await deployments.summarise([TARGET.modelRef], NOW)).get(TARGET.modelRef)
        ?.last;
    await deploy('staging');
    await deploy('production');
    await deploy('staging', 'stop');
    expect(await findLast()).toMatchObject({
      environment: 'staging',
      status: 'stopped',
    });
    await deploy('production', 'stop');
    expect(await findLast()).toMatchObject({
      environment: 'production',
      status: 'stopped',
    });
  });

  it('says of a live version that its runtime has lost what the list of versions says', async () => {
    await release();
    const places = async () => {
      const [{ traffic }] = await describeAll(aModelEntity());
      const serving = await observer.findServing(aModelEntity());
      expect(serving.get(1)).toMatchObject(
        traffic.map(({ weight, state }) => ({ weight, state })),
      );
      return traffic;
    };
    harness.runtime.forget(TARGET);
    expect(await places()).toMatchObject([
      { version: 1, weight: 0, state: 'stopped' },
    ]);
    harness.runtime.neverReady.add(1);
    await harness.runtime.start({
      ...TARGET,
      version: 1,
      artifactUri: 'memory:1',
      artifactDigest: 'sha256:1',
    });
    expect(await places()).toMatchObject([
      { version: 1, weight: 0, state: 'starting' },
    ]);
  });

  it('says of a version that it gets copies of the requests', async () => {
    await release();
    await release();
    await harness.runtime.setTraffic(TARGET, {
      shares: [{ version: 2, weight: 100, role: 'primary' }],
      shadow: [1],
    });
    const serving = await observer.findServing(aModelEntity());
    expect(serving.get(1)).toMatchObject([{ weight: 0, shadow: true }]);
    expect(serving.get(2)).toMatchObject([{ weight: 100, shadow: undefined }]);
  });

  it('tells what an environment serves, since when and by whom', async () => {
    const { id, endedAt } = await release();
    const model = aModelEntity({
      spec: { environments: ['staging', 'production'] },
    });
    expect(await describeAll(model)).toMatchObject([
      { name: 'staging', traffic: [] },
      {
        name: 'production',
        traffic: [{ version: 1, weight: 100, state: 'ready' }],
        liveVersion: 1,
        liveSince: endedAt,
        liveBy: 'user:default/ada',
        liveDeploymentId: id,
        endpoint: 'http://gateway/mlmodel:default/flight-delay/production',
        lastDeployment: { status: 'live' },
      },
    ]);
  });

  it('tells how the next version is tried, where one is live that it takes over from', async () => {
    const model = aModelEntity({ spec: { release: {} } });
    const describeOne = async () => (await describeAll(model))[0];
    expect((await describeOne()).canary).toBeUndefined();
    await release();
    expect((await describeOne()).canary).toMatchObject({
      weights: [10],
      bakeSeconds: 60,
    });
  });

  it('tells where deployments need approval, and what may be rolled back to', async () => {
    const model = aModelEntity({
      spec: { riskTier: 'high', environments: ['staging', 'production'] },
    });
    const deployed = await harness.request({ model });
    await harness.approveOnceItWaits(deployed);
    await harness.finish(deployed.id);
    expect((await describeAll(model)).map(each => each.approval)).toEqual([
      undefined,
      { required: true, rollbackVersions: [1] },
    ]);
    expect((await describeAll(aModelEntity()))[0].approval).toBe(undefined);
  });

  it('tells what served an environment last, whatever was tried there since', async () => {
    const lastServed = async () =>
      (await describeAll(aModelEntity()))[0].lastServed;
    await release();
    expect(await lastServed()).toBeUndefined();
    const { id } = await harness.request({ trigger: 'stop' });
    const stopped = await harness.finish(id);
    harness.engine.failing = 'train';
    expect(await release()).toMatchObject({
      status: 'failed',
      failure: {
        stillServing:
          'Nothing served production: version 1 had been stopped there.',
      },
    });
    expect(await lastServed()).toEqual({ version: 1, until: stopped.endedAt });
    harness.engine.failing = undefined;
    expect((await release()).status).toBe('live');
    expect(await lastServed()).toBeUndefined();
  });

  it('says so when the runtime does not answer', async () => {
    await release();
    harness.runtime.describe = async () => {
      throw new Error('connect ENOENT supervisor.sock');
    };
    const [production] = await describeAll(aModelEntity());
    expect(production).toMatchObject({
      liveVersion: 1,
      traffic: [
        {
          version: 1,
          weight: 100,
          state: 'unready',
          message: expect.stringContaining('connect ENOENT supervisor.sock'),
        },
      ],
    });
  });

  it('asks for a thousand models with as many queries as for one', async () => {
    await release();
    await release('mlmodel:default/other');
    const many = Array.from(
      { length: 1_000 },
      (_, i) => `mlmodel:default/${i}`,
    );
    const refs = [TARGET.modelRef, 'mlmodel:default/other', ...many];
    const forOne = await countQueries(() =>
      deployments.summarise([TARGET.modelRef], NOW),
    );
    const forMany = await countQueries(async () => {
      expect((await deployments.summarise(refs, NOW)).size).toBe(2);
    });
    expect(forMany).toBe(forOne);
  });
});
