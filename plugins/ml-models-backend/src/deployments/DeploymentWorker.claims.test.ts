import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DriveOptions } from './drive/DeploymentRun';
import { claimDeployments, freeAllLeases } from './store/claimDeployment';
import { VersionRegistry } from './VersionRegistry';

describeEachDatabase('A deployment that is claimed again', openDatabase => {
  let harness: DeploymentHarness;
  /** Errors that nobody expects, still to come. */
  let errors: { looking: number; releasing: number };

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    errors = { looking: 0, releasing: 0 };
    harness.canaries.onLook = () => fail('looking');
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function fail(at: keyof typeof errors): Promise<void> {
    errors[at] -= 1;
    if (errors[at] >= 0) {
      throw new Error(`A passing error of ${at}`);
    }
  }

  function startWorker(timing: Partial<DriveOptions['timing']> = {}) {
    const { versions } = harness;
    const failing: VersionRegistry = {
      findOfRun: (...of) => versions.findOfRun(...of),
      prepare: built => versions.prepare(built),
      async get(...of) {
        await fail('releasing');
        return versions.get(...of);
      },
    };
    const drive = harness.driveOptions({ versions: failing });
    return harness.startWorker({
      ...drive,
      timing: { ...drive.timing, ...timing },
    });
  }

  /** Its canary is judged at the first look. */
  const aGuardedModel = () =>
    aModelEntity({ spec: { guardrails: { bake: 'PT0S' }, release: {} } });

  /** A first version is live, and the next one is asked for. */
  async function requestCanary(): Promise<string> {
    const worker = harness.startWorker();
    await harness.finish((await harness.request()).id);
    await worker.stop();
    return (await harness.request({ model: aGuardedModel() })).id;
  }

  async function rowOf(id: string) {
    return harness.database('deployments').where({ id }).first();
  }

  /** A worker has claimed it so often, and has asked for its run. */
  async function untilDriven(id: string, claims: number): Promise<void> {
    await harness.until(
      id,
      async () =>
        (await rowOf(id)).epoch === claims && harness.engine.runs.size > 0,
    );
  }

  /** As `harness.finish`, without the wait after an error. */
  async function finishSoon(id: string) {
    await harness.until(id, async () => {
      await harness
        .database('deployments')
        .whereNull('lease_owner')
        .update({ lease_until: null });
      const row = await rowOf(id);
      return row.slot === null;
    });
    return harness.deployments.get(id);
  }

  /** By backends of which each is killed at once. */
  async function claimInVain(times: number): Promise<void> {
    const claim = { owner: 'killed', leaseMs: 30_000 };
    for (let time = 1; time <= times; time += 1) {
      await claimDeployments(harness.database, claim, 1);
      await freeAllLeases(harness.database);
    }
  }

  it('bears with an error after many restarts in order', async () => {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    for (let restart = 1; restart <= 6; restart += 1) {
      const worker = startWorker();
      await untilDriven(id, restart);
      await worker.stop();
    }
    harness.engine.stuck = false;
    errors.releasing = 1;
    startWorker();
    expect(await finishSoon(id)).toMatchObject({ status: 'live' });
    expect(errors.releasing).toBeLessThan(0);
  });

  it('fails after five errors in a row', async () => {
    const id = await requestCanary();
    errors.looking = Infinity;
    startWorker();
    expect(await finishSoon(id)).toMatchObject({
      status: 'failed',
      failure: { step: 'canary', message: 'A passing error of looking' },
    });
    expect((await rowOf(id)).epoch).toBe(5);
  });

  it('counts errors anew once a step has moved', async () => {
    const id = await requestCanary();
    errors = { releasing: 4, looking: 4 };
    startWorker();
    expect(await finishSoon(id)).toMatchObject({ status: 'live' });
    expect((await rowOf(id)).epoch).toBe(9);
  });

  it('counts no errors together that are far apart', async () => {
    const id = await requestCanary();
    errors.looking = 10;
    startWorker({ calmMs: 0 });
    expect(await finishSoon(id)).toMatchObject({ status: 'live' });
  });

  it('bears with an error after backends were killed', async () => {
    const { id } = await harness.request();
    await claimInVain(9);
    errors.releasing = 1;
    startWorker();
    expect(await finishSoon(id)).toMatchObject({ status: 'live' });
    expect(await rowOf(id)).toMatchObject({
      errors_in_row: 0,
      crashes_in_row: 1,
    });
  });

  it('is given up where it brings the backend down each time', async () => {
    const { id } = await harness.request();
    await claimInVain(10);
    startWorker();
    expect(await finishSoon(id)).toMatchObject({
      status: 'failed',
      failure: {
        message: expect.stringMatching(
          /^The backend ended 10 times in a row while it drove this deployment/,
        ),
      },
    });
    expect(harness.engine.runs.size).toBe(0);
  });

  it('lets go of its target where tidying up brings the backend down', async () => {
    const id = await requestCanary();
    const worker = startWorker();
    await harness.finish(id);
    await worker.stop();
    await harness
      .database('deployments')
      .where({ id })
      .update({ slot: 'active', lease_until: null });
    await claimInVain(10);
    const describe = jest.spyOn(harness.runtime, 'describe');
    startWorker();
    expect(await finishSoon(id)).toMatchObject({ status: 'live' });
    expect(describe).not.toHaveBeenCalled();
    expect(harness.runtime.running(TARGET)).toHaveLength(2);
  });

  it('waits for an approval with a clean record', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const { id } = await harness.request({ model });
    await claimInVain(3);
    startWorker();
    await harness.untilItWaits(id);
    expect(await rowOf(id)).toMatchObject({
      errors_in_row: 0,
      crashes_in_row: 0,
    });
  });
});
