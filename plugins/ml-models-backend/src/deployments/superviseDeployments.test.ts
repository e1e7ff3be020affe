import { mockServices } from '@backstage/backend-test-utils';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { isSqlite } from '../database';
import { DEFAULT_WORKER_TIMING, DeploymentWorker } from './DeploymentWorker';
import { claimDeployments } from './store/claimDeployment';
import { superviseDeployments } from './superviseDeployments';

describeEachDatabase('superviseDeployments', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  /** A backend that is about to start over what another one has left. */
  async function boot() {
    const drive = harness.driveOptions();
    const lifecycle = mockServices.lifecycle.mock();
    const rootLifecycle = mockServices.rootLifecycle.mock();
    await superviseDeployments({
      drive,
      worker: new DeploymentWorker({
        owner: 'next',
        drive,
        timing: DEFAULT_WORKER_TIMING,
      }),
      lifecycle,
      rootLifecycle,
    });
    return {
      start: () =>
        lifecycle.addStartupHook.mock.calls.forEach(([hook]) => hook()),
      stop: () =>
        Promise.all(
          rootLifecycle.addBeforeShutdownHook.mock.calls.map(([hook]) =>
            hook(),
          ),
        ),
    };
  }

  function claim(owner: string) {
    return claimDeployments(harness.database, { owner, leaseMs: 60_000 }, 10);
  }

  it('takes what the killed one was driving, unless another may still drive it', async () => {
    await harness.request();
    await claim('killed');
    await boot();
    expect(await claim('next')).toHaveLength(
      isSqlite(harness.database) ? 1 : 0,
    );
  });

  it('brings back what served, once the backend has started', async () => {
    const worker = harness.startWorker();
    await harness.finish((await harness.request()).id);
    await worker.stop();
    harness.runtime.forget(TARGET);

    const backend = await boot();
    expect(harness.runtime.running(TARGET)).toEqual([]);
    backend.start();
    await until(
      () => harness.runtime.running(TARGET),
      running => running.length > 0,
    );
    await backend.stop();
  });

  it('drives deployments from its start to its stop, and leaves them to the next', async () => {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    const backend = await boot();
    backend.start();
    await harness.until(id, ({ currentStep }) => currentStep === 'setup');
    expect(await claim('next')).toEqual([]);
    await backend.stop();
    expect(await claim('next')).toHaveLength(1);
  });
});
