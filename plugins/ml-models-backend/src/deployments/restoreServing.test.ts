import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { restoreServing } from './restoreServing';

describeEachDatabase('restoreServing', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    const worker = harness.startWorker();
    await harness.finish((await harness.request()).id);
    await worker.stop();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function restore(): Promise<void> {
    return restoreServing(harness.driveOptions(), new AbortController().signal);
  }

  it('starts what the machine has lost, with a new token and all traffic', async () => {
    const lost = harness.runtime.tokenOf(TARGET, 1);
    harness.runtime.forget(TARGET);
    await restore();
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 1, starts: 1 },
    ]);
    expect(harness.runtime.trafficOf(TARGET).shares).toEqual([
      { version: 1, weight: 100, role: 'primary' },
    ]);
    const token = harness.runtime.tokenOf(TARGET, 1) ?? '';
    expect(token).not.toBe(lost);
    expect(await harness.verifier.verify(token, 'ingest')).toBeDefined();
  });

  it('leaves alone what still serves', async () => {
    const token = harness.runtime.tokenOf(TARGET, 1);
    await restore();
    expect(harness.runtime.tokenOf(TARGET, 1)).toBe(token);
  });

  it('gives traffic back to a version that runs without', async () => {
    await harness.runtime.setTraffic(TARGET, { shares: [] });
    await restore();
    expect(harness.runtime.trafficOf(TARGET).shares).toHaveLength(1);
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 1, starts: 1 },
    ]);
  });

  it('leaves a target to the deployment that is under way there', async () => {
    harness.engine.stuck = true;
    harness.startWorker();
    const { id } = await harness.request();
    await harness.until(id, ({ currentStep }) => currentStep === 'setup');
    harness.runtime.forget(TARGET);
    await restore();
    expect(harness.runtime.running(TARGET)).toEqual([]);
  });

  it('goes on with the others when one cannot be started', async () => {
    const other = { ...TARGET, modelRef: 'mlmodel:default/other' };
    harness.startWorker();
    await harness.finish((await harness.request(other)).id);
    harness.runtime.forget(TARGET);
    harness.runtime.forget(other);
    const { start } = harness.runtime;
    harness.runtime.start = async version => {
      if (version.modelRef === TARGET.modelRef) {
        throw new Error('no space left on device');
      }
      await start.call(harness.runtime, version);
    };
    await restore();
    expect(harness.runtime.running(other)).toHaveLength(1);
  });
});
