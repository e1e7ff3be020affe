import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { Mortality } from '../../__testUtils__/Mortality';
import { DeploymentRow } from '../DeploymentRow';
import { ENDED_IN_ORDER } from '../claimEnds';
import { claimDeployments, freeAllLeases } from './claimDeployment';
import { DeploymentLease, LeaseLostError } from './DeploymentLease';

describeEachDatabase('A lease', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function claim(owner: string): Promise<DeploymentRow[]> {
    return claimDeployments(harness.database, { owner, leaseMs: 30_000 }, 10);
  }

  function leaseOf({ id, epoch }: DeploymentRow): DeploymentLease {
    const { database } = harness;
    return new DeploymentLease({
      database,
      deploymentId: id,
      epoch,
      leaseMs: 30_000,
    });
  }

  it('is given to one of many that ask at once', async () => {
    await harness.request();
    const claims = await Promise.all([claim('a'), claim('b'), claim('c')]);
    expect(claims.flat()).toHaveLength(1);
  });

  it('keeps a worker that was paused from writing over its successor', async () => {
    const { id } = await harness.request();
    const [paused] = await claim('paused');
    await freeAllLeases(harness.database);
    const [successor] = await claim('successor');
    await leaseOf(successor).write({ current_step: 'smoke' });
    const also = jest.fn();
    await expect(
      leaseOf(paused).write({ current_step: 'start' }, also),
    ).rejects.toThrow(LeaseLostError);
    expect(also).not.toHaveBeenCalled();
    expect(await harness.deployments.get(id)).toMatchObject({
      currentStep: 'smoke',
    });
  });

  it('undoes what a worker writes with it when that fails', async () => {
    const { id } = await harness.request();
    const [row] = await claim('worker');
    await expect(
      leaseOf(row).write({ current_step: 'start' }, async () => {
        throw new Error('no room');
      }),
    ).rejects.toThrow('no room');
    expect((await harness.deployments.get(id)).currentStep).toBeUndefined();
  });

  it('is let go for good, whatever heartbeat is still under way', async () => {
    await harness.request();
    const [row] = await claim('worker');
    await leaseOf(row).release(ENDED_IN_ORDER, 0);
    await expect(leaseOf(row).renew()).rejects.toThrow(LeaseLostError);
    expect(await claim('successor')).toHaveLength(1);
  });

  it('runs out when its worker has died, and the next one carries on', async () => {
    const leaseMs = 100;
    const { id } = await harness.request();
    const mortality = new Mortality(5);
    harness.startMortalWorker(mortality, leaseMs);
    await mortality.died;
    harness.startWorker(harness.driveOptions(), leaseMs);
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
    expect(harness.engine.runs.size).toBe(1);
  });

  it('passes on at once when a worker stops', async () => {
    harness.engine.stuck = true;
    const worker = harness.startWorker();
    const { id } = await harness.request();
    await harness.until(id, ({ currentStep }) => currentStep === 'setup');
    await worker.stop();
    harness.engine.stuck = false;
    harness.startWorker();
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
    expect(harness.engine.runs.size).toBe(1);
  });
});
