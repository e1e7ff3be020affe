import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { findLiveVersion } from '../store/liveVersions';

const ADA = 'user:default/ada';

describeEachDatabase('Rebuild of one model', openDatabase => {
  let harness: DeploymentHarness;

  const deploy = async (
    changes: Parameters<DeploymentHarness['request']>[0] = {},
  ) => harness.finish((await harness.request(changes)).id);

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker();
    await deploy();
    await deploy();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const rebuild = () => deploy({ trigger: 'rebuild' });
  const starts = () =>
    Object.fromEntries(
      harness.runtime
        .running(TARGET)
        .map(({ version, starts: number }) => [version, number]),
    );
  const live = () => findLiveVersion(harness.database, TARGET);
  const replacements = async () =>
    (await harness.runtime.describe(TARGET)).versions.flatMap(
      ({ replacement }) => replacement ?? [],
    );

  it('lets fresh instances of the live version and of the warm one take over', async () => {
    const before = await live();
    harness.runtime.requests.length = 0;
    const rebuilt = await rebuild();

    expect(rebuilt).toMatchObject({
      status: 'rebuilt',
      trigger: 'rebuild',
      version: 2,
      previousVersion: 2,
      requestedBy: ADA,
      canary: undefined,
    });
    expect(rebuilt.steps.map(({ name, message }) => [name, message])).toEqual([
      ['start', 'Ready: version 2, version 1'],
      ['smoke', 'Answered when asked: version 2, version 1'],
      ['traffic', 'Fresh instances have taken over: version 2, version 1'],
    ]);
    expect(starts()).toEqual({ 1: 2, 2: 2 });
    expect(harness.runtime.requests.map(({ url }) => url)).toEqual([
      expect.stringContaining('/versions/2-next/'),
      expect.stringContaining('/versions/1-next/'),
    ]);
    expect(await live()).toEqual(before);
    expect(await replacements()).toEqual([]);
  });

  it('replaces all that share the requests, and leaves their shares', async () => {
    await harness.finish((await harness.editTraffic({ 2: 80, 1: 20 })).id);
    const { shares } = harness.runtime.trafficOf(TARGET);
    expect((await rebuild()).status).toBe('rebuilt');
    expect(starts()).toEqual({ 1: 2, 2: 2 });
    expect(harness.runtime.trafficOf(TARGET).shares).toEqual(shares);
  });

  it.each([
    ['crashes', () => harness.runtime.crashing.set(2, 'no such module')],
    ['has lost its artifact', loseArtifact(2)],
    [
      'answers nonsense',
      () => {
        harness.runtime.answer = { status: 500, body: 'sorry' };
      },
    ],
  ])(
    'leaves the live one that runs when a fresh one %s',
    async (_, spoil: () => unknown) => {
      await spoil();
      const failed = await rebuild();
      expect(failed).toMatchObject({
        status: 'failed',
        failure: {
          message: expect.stringMatching(/no such module|is gone|got 500/),
          stillServing:
            'Version 2 went on serving production; callers noticed nothing.',
        },
      });
      expect(starts()).toEqual({ 1: 1, 2: 1 });
      expect(await replacements()).toEqual([]);
    },
  );

  function loseArtifact(version: number) {
    return async () => {
      const released = await harness.versions.get(TARGET.modelRef, version);
      harness.runtime.missing.add(released.artifact?.uri ?? '');
    };
  }

  it('leaves a warm one as it was that cannot be made anew, and says so', async () => {
    harness.runtime.crashing.set(1, 'no such module');
    const { status, steps } = await rebuild();
    expect(status).toBe('rebuilt');
    expect(steps[2].message).toMatch(
      /taken over: version 2\. Version 1, which is kept warm, got no fresh instance: .*no such module/,
    );
    expect(starts()).toEqual({ 1: 1, 2: 2 });
    expect(await replacements()).toEqual([]);
  });

  it('starts what its runtime has lost, and gives it its requests', async () => {
    harness.runtime.forget(TARGET);
    expect((await rebuild()).status).toBe('rebuilt');
    expect(starts()).toEqual({ 1: 1, 2: 1 });
    expect(harness.runtime.trafficOf(TARGET).shares).toEqual([
      { version: 2, weight: 100, role: 'primary' },
    ]);
  });

  it('does not keep a warm one that its runtime has lost and that does not start', async () => {
    harness.runtime.forget(TARGET);
    harness.runtime.crashing.set(1, 'no such module');
    expect((await rebuild()).status).toBe('rebuilt');
    expect(starts()).toEqual({ 2: 1 });
  });

  it('gives up when it is cancelled, and leaves no instance behind', async () => {
    harness.runtime.neverReady.add(2);
    const { id } = await harness.request({ trigger: 'rebuild' });
    await harness.until(id, async () => (await replacements()).length > 0);
    await harness.deployments.cancel(id, ADA);
    expect((await harness.finish(id)).status).toBe('cancelled');
    expect(await replacements()).toEqual([]);
    expect(starts()).toEqual({ 1: 1, 2: 1 });
  });

  it('gives way to a newer deployment', async () => {
    harness.runtime.neverReady.add(2);
    const { id } = await harness.request({ trigger: 'rebuild' });
    await harness.until(id, async () => (await replacements()).length > 0);
    const newer = await deploy();
    expect(newer).toMatchObject({ status: 'live', version: 3 });
    expect(await harness.deployments.get(id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message: `${ADA} asked for a newer deployment meanwhile`,
      },
    });
  });

  it('is refused while another deployment is under way, and where nothing serves', async () => {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    await harness.until(id, ({ status }) => status === 'building');
    await expect(rebuild()).rejects.toThrow(
      /wait until it has ended, or cancel it, before you rebuild it/,
    );
    await harness.deployments.cancel(id, ADA);
    await harness.finish(id);
    harness.engine.stuck = false;
    await deploy({ trigger: 'stop' });
    await expect(rebuild()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('there is nothing to rebuild'),
    });
  });

  it('says of a runtime that cannot that it cannot', async () => {
    harness.runtime.replacements = undefined;
    await expect(rebuild()).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/'local' cannot let a fresh instance/),
    });
  });

  it('answers the same key with the rebuild that it made', async () => {
    const asked = { trigger: 'rebuild', idempotencyKey: 'once' } as const;
    const { id } = await deploy(asked);
    expect((await harness.request(asked)).id).toBe(id);
    expect(starts()).toEqual({ 1: 2, 2: 2 });
  });

  it('is tried again as a rebuild', async () => {
    harness.runtime.crashing.set(2, 'no such module');
    const { id } = await rebuild();
    harness.runtime.crashing.clear();
    const again = await harness.deployments.retry(id, {
      model: aModelEntity(),
      requestedBy: ADA,
    });
    expect(await harness.finish(again.id)).toMatchObject({
      status: 'rebuilt',
      trigger: 'rebuild',
    });
  });

  it('goes on with the approval of what serves, and asks for none', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const asked = await harness.request({ model });
    await harness.approveOnceItWaits(asked);
    await harness.finish(asked.id);
    const { status, approval } = await deploy({ model, trigger: 'rebuild' });
    expect(status).toBe('rebuilt');
    expect(approval).toMatchObject({
      decision: 'approved',
      decidedBy: 'user:default/grace',
      carriedFrom: asked.id,
    });
  });
});
