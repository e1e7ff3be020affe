import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';

const SHA = 'a'.repeat(40);

describeEachDatabase('a retrain', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function release() {
    const { id } = await harness.request({ commit: SHA });
    await harness.finish(id);
  }

  const retrain = (changes: Parameters<typeof harness.request>[0] = {}) =>
    harness.request({ trigger: 'retrain', ...changes });

  it('builds the commit that is live, not the newest', async () => {
    await release();
    harness.engine.head = 'e'.repeat(40);
    const { id } = await retrain();
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      version: 2,
      trigger: 'retrain',
      commit: { sha: SHA },
      requestedBy: 'user:default/ada',
    });
    expect(harness.engine.runs.get(`run of ${id}`)?.commit).toBe(SHA);
  });

  it('is asked for once with one key, though another version is live by then', async () => {
    await release();
    const { id } = await retrain({ idempotencyKey: 'once' });
    await harness.finish(id);
    expect(await retrain({ idempotencyKey: 'once' })).toMatchObject({ id });
  });

  it('is refused where nothing is live', async () => {
    await expect(retrain()).rejects.toThrow(
      "Nothing of mlmodel:default/flight-delay is live in 'production', so there is nothing to retrain: deploy a version first",
    );
    await expect(retrain({ environment: 'staging' })).rejects.toThrow(
      "has no environment 'staging'",
    );
  });

  it('is refused where nobody knows the commit, or can build it', async () => {
    await release();
    const model = aModelEntity({
      spec: { pipeline: { engine: 'jenkins' } },
    });
    await expect(retrain({ model })).rejects.toThrow(
      "The pipeline engine 'jenkins' is not installed",
    );
    await expect(
      retrain({ model: aModelEntity({ annotations: {} }) }),
    ).rejects.toThrow('does not say where its code is');
    await harness.database('versions').update({ commit: null });
    await expect(retrain()).rejects.toThrow(
      "Version 1 of mlmodel:default/flight-delay, which is live in 'production', was registered without a commit, so nobody knows what to build anew: deploy a commit once",
    );
  });

  it('gives way to a rollback, and to a newer deployment, as other builds do', async () => {
    await release();
    harness.engine.stuck = true;
    const active = await retrain();
    await harness.until(active.id, ({ status }) => status === 'building');
    const queued = await retrain();
    const newer = await harness.request();
    expect(await harness.finish(queued.id)).toMatchObject({
      status: 'cancelled',
      failure: { message: expect.stringContaining('Superseded') },
    });
    harness.engine.stuck = false;
    const rollback = await harness.request({ version: 1, trigger: 'rollback' });
    await harness.finish(active.id);
    await harness.finish(newer.id);
    expect((await harness.finish(rollback.id)).status).toBe('live');
  });

  it('goes on from the stage that failed, and is still compared', async () => {
    await release();
    harness.engine.failing = 'train';
    const { id } = await retrain();
    expect((await harness.finish(id)).status).toBe('failed');
    harness.engine.failing = undefined;
    const again = await harness.deployments.retry(id, {
      model: aModelEntity(),
      requestedBy: 'user:default/ada',
    });
    const done = await harness.finish(again.id);
    expect(done).toMatchObject({
      status: 'live',
      trigger: 'retry',
      commit: { sha: SHA },
      buildComparison: { candidate: 2, live: 1 },
    });
  });
});
