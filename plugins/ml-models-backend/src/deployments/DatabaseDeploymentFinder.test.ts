import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import type { ServedVersion } from '../inference/DeploymentFinder';
import { DatabaseDeploymentFinder } from './DatabaseDeploymentFinder';

describeEachDatabase('DatabaseDeploymentFinder', openDatabase => {
  let harness: DeploymentHarness;
  let finder: DatabaseDeploymentFinder;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    finder = new DatabaseDeploymentFinder(harness.database);
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const model = aModelEntity({ spec: { riskTier: 'high' } });

  function at(time: string): Date {
    return new Date(`2026-03-01T${time}:00.000Z`);
  }

  /** A deployment of version 1 that was asked for and went live at these times. */
  async function deployed(
    request: Parameters<DeploymentHarness['request']>[0],
    [asked, live]: [string, string],
  ): Promise<string> {
    const deployment = await harness.request(request);
    if (deployment.approval) await harness.approveOnceItWaits(deployment);
    const { id } = await harness.finish(deployment.id);
    await harness
      .database('deployments')
      .where({ id })
      .update({ created_at: at(asked), ended_at: at(live) });
    return id;
  }

  function find(time: string, changes: Partial<ServedVersion> = {}) {
    return finder.findServing({
      ...TARGET,
      version: 1,
      traffic: 'primary',
      at: at(time),
      ...changes,
    });
  }

  it('tells who approved what answered then, not what waited meanwhile', async () => {
    const first = await deployed({ model }, ['10:00', '10:01']);
    const next = await deployed({ model, version: 1 }, ['10:02', '11:00']);
    expect(await find('10:30')).toMatchObject({
      id: first,
      requestedBy: 'user:default/ada',
      approval: { decision: 'approved', decidedBy: 'user:default/grace' },
    });
    expect(await find('11:30')).toMatchObject({ id: next });
    expect(await find('09:00')).toMatchObject({ id: first });
  });

  it('tells of no approval where none was needed', async () => {
    const id = await deployed({}, ['10:00', '10:01']);
    const found = await find('10:30');
    expect(found?.id).toBe(id);
    expect(found?.approval).toBeUndefined();
  });

  describe('of a version that was tried and put back', () => {
    const guarded = aModelEntity({
      spec: { riskTier: 'high', guardrails: { bake: 'PT1M' } },
    });

    /** Version 2: asked for at 12:00, started at 12:10, put back at 12:20. */
    async function putBack(): Promise<string> {
      harness.canaries.candidate = { requests: 200, errors: 30, latencyMs: 20 };
      const id = await deployed({ model: guarded }, ['12:00', '12:20']);
      await harness
        .database('deployment_steps')
        .where({ deployment_id: id, name: 'start' })
        .update({ started_at: at('12:10') });
      return id;
    }

    it('tells who let it answer', async () => {
      await deployed({ model }, ['10:00', '10:01']);
      const id = await putBack();
      expect(
        await find('12:15', { version: 2, traffic: 'canary' }),
      ).toMatchObject({
        id,
        status: 'failed',
        requestedBy: 'user:default/ada',
        approval: { decision: 'approved', decidedBy: 'user:default/grace' },
      });
      expect(
        await find('11:00', { version: 2, traffic: 'canary' }),
      ).toBeUndefined();
    });

    it('does not take it for what put the version there before', async () => {
      await deployed({ model }, ['09:00', '09:01']);
      const before = await deployed({}, ['09:10', '09:11']);
      await deployed({ version: 1, model }, ['10:00', '10:01']);
      const tried = await harness.request({ model: guarded, version: 2 });
      harness.canaries.candidate = { requests: 200, errors: 30, latencyMs: 20 };
      await harness.approveOnceItWaits(tried);
      await harness.finish(tried.id);
      await harness
        .database('deployments')
        .where({ id: tried.id })
        .update({ ended_at: at('12:20') });
      await harness
        .database('deployment_steps')
        .where({ deployment_id: tried.id, name: 'start' })
        .update({ started_at: at('12:10') });
      expect(await find('12:15', { version: 2 })).toMatchObject({ id: before });
      expect(
        await find('12:15', { version: 2, traffic: 'canary' }),
      ).toMatchObject({ id: tried.id });
    });
  });

  it('finds nothing in an environment that a version was not deployed to', async () => {
    await deployed({}, ['10:00', '10:01']);
    expect(await find('10:30', { environment: 'elsewhere' })).toBeUndefined();
  });

  it('finds nothing for a version that was never deployed', async () => {
    expect(await find('10:30')).toBeUndefined();
  });
});
