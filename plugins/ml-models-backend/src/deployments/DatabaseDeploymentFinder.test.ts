import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
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

  function find(time: string) {
    return finder.findServing({ ...TARGET, version: 1, at: at(time) });
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

  it('finds nothing for a version that was never deployed', async () => {
    expect(await find('10:30')).toBeUndefined();
  });
});
