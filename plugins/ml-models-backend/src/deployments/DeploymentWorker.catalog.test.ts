import { ServiceUnavailableError } from '@backstage/errors';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { VersionRegistry } from './VersionRegistry';

/** More often than a deployment may be claimed again. */
const OFTEN = 20;

describeEachDatabase('A deployment whose catalog is silent', openDatabase => {
  let harness: DeploymentHarness;
  /** How often it is still to be silent. */
  let silences: { registering: number; looking: number };

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    silences = { registering: 0, looking: 0 };
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  /** Throws as those do that ask the catalog. */
  async function askCatalog(by: keyof typeof silences): Promise<void> {
    silences[by] -= 1;
    if (silences[by] >= 0) {
      throw new ServiceUnavailableError('The catalog does not tell the policy');
    }
  }

  function startWorker(catalogRetryMs = 1) {
    const { versions } = harness;
    const asking: VersionRegistry = {
      findOfRun: (...of) => versions.findOfRun(...of),
      get: (...of) => versions.get(...of),
      async prepare(built) {
        await askCatalog('registering');
        return versions.prepare(built);
      },
    };
    harness.canaries.onLook = () => askCatalog('looking');
    // A second for each time that somebody asks for the time.
    let seconds = Date.UTC(2026, 5, 1) / 1000;
    const drive = harness.driveOptions({
      versions: asking,
      now: () => new Date((seconds += 1) * 1000),
    });
    return harness.startWorker({
      ...drive,
      timing: { ...drive.timing, catalogRetryMs },
    });
  }

  async function release(riskTier: 'limited' | 'high' = 'limited') {
    const model = aModelEntity({ spec: { riskTier, release: {} } });
    const requested = await harness.request({ model });
    if (riskTier === 'high') await harness.approveOnceItWaits(requested);
    return requested;
  }

  const readLog = async (id: string, step: string) =>
    (await harness.deployments.readStepLog(id, step, 0)).text;

  it('is registered once it answers, and claimed once', async () => {
    startWorker();
    silences.registering = OFTEN;
    const { id } = await release();
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      version: 1,
    });
    expect(silences.registering).toBeLessThan(0);
    const log = await readLog(id, 'register');
    expect(log.match(/Waits for the catalog/g)).toHaveLength(1);
    expect(
      await harness.database('deployments').where({ id }).first('epoch'),
    ).toEqual({ epoch: 1 });
  });

  it('fails in the end, and names the catalog', async () => {
    startWorker();
    silences.registering = Infinity;
    const { id } = await release();
    expect((await harness.finish(id)).failure).toMatchObject({
      step: 'register',
      message:
        'The catalog has not answered 60 times in a row, 0.001 s apart. Retry once it does: The catalog does not tell the policy',
    });
  });

  it('is cancelled meanwhile', async () => {
    startWorker(60_000);
    silences.registering = 1;
    const { id } = await release();
    await harness.until(id, () => silences.registering === 0);
    await harness.deployments.cancel(id, 'user:default/ada');
    expect(await harness.finish(id)).toMatchObject({ status: 'cancelled' });
  });

  it('keeps its canary, and judges it once the catalog answers', async () => {
    startWorker();
    await harness.finish((await release()).id);
    silences.looking = 5;
    const { id } = await release();
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      version: 2,
    });
    expect(silences.looking).toBeLessThan(0);
    expect(await readLog(id, 'canary')).toContain('Waits for the catalog');
  });

  it('puts its canary back in the end, and names the catalog', async () => {
    startWorker();
    await harness.finish((await release()).id);
    silences.looking = Infinity;
    const { id } = await release();
    expect(await harness.finish(id)).toMatchObject({
      status: 'failed',
      failure: {
        step: 'canary',
        message: expect.stringMatching(/^The catalog has not answered 6 times/),
      },
    });
    expect(harness.runtime.trafficOf(TARGET).shares).toMatchObject([
      { version: 1, weight: 100 },
    ]);
  });

  it('leaves a canary that is held to whoever decides', async () => {
    startWorker();
    await harness.finish((await release('high')).id);
    harness.canaries.candidate.requests = 0;
    harness.canaries.live.requests = 0;
    const { id, modelRef } = await release('high');
    await harness.until(id, ({ status }) => status === 'held');
    silences.looking = 100;
    await harness.until(id, () => silences.looking < 0);
    await harness.deployments.decideHold({
      id,
      modelRef,
      by: 'user:default/grace',
      decision: 'approved',
    });
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
  });
});
