import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { RecordingMirror } from './__testUtils__/RecordingMirror';
import { MirrorContext } from './MirrorContext';
import { MirrorRow } from './MirrorRow';
import { MirrorWorker, MirrorWorkerOptions } from './MirrorWorker';

const COMMIT = 'c'.repeat(40);

const CONTEXT: MirrorContext = {
  findModel: async () => ({
    sourceLocation: 'url:https://hub/flights/delay',
    production: 'production',
  }),
  findEndpoint: async () => 'https://serving/delay',
  findCommit: async () => COMMIT,
  urlOf: ({ deploymentId }) => `https://portal/${deploymentId}`,
};

describeEachDatabase('MirrorWorker', openDatabase => {
  let harness: DeploymentHarness;
  let mirror: RecordingMirror;
  let now: Date;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    mirror = new RecordingMirror();
    now = new Date();
    jest.clearAllMocks();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function aWorker(changes: Partial<MirrorWorkerOptions> = {}) {
    return new MirrorWorker({
      database: harness.database,
      mirror,
      logger,
      now: () => now,
      timing: { pollMs: 1, retryMs: 0, retryMaxMs: 0 },
      context: CONTEXT,
      ...changes,
    });
  }

  const rows = () =>
    harness.database<MirrorRow>('deployment_mirrors').orderBy('deployment_id');

  async function deploy(
    changes: Parameters<DeploymentHarness['request']>[0] = {},
  ) {
    const worker = harness.startWorker();
    const { id } = await harness.request(changes);
    const deployment = await harness.finish(id);
    await worker.stop();
    return deployment;
  }

  async function untilTold() {
    while (mirror.told.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  /** Nothing of what it was told before is due again. */
  const forgetWaits = () =>
    harness.database('deployment_mirrors').update({ next_at: new Date(0) });

  it('tells of a deployment from its turn to its end, and of nothing twice', async () => {
    const worker = aWorker();
    const { id } = await harness.request({ commit: COMMIT });
    await worker.tellDue();
    await worker.tellDue();
    harness.startWorker();
    await harness.finish(id);
    await worker.tellDue();
    await worker.tellDue();
    expect(mirror.told).toEqual([
      expect.objectContaining({
        ...TARGET,
        deploymentId: id,
        state: 'queued',
        trigger: 'manual',
        commit: COMMIT,
        sourceLocation: expect.stringMatching(/^url:/),
        version: undefined,
        description: 'A version waits for its turn',
        isProduction: true,
        url: `https://portal/${id}`,
        environmentUrl: undefined,
        reference: undefined,
        isRepeated: false,
      }),
      expect.objectContaining({
        deploymentId: id,
        state: 'success',
        version: 1,
        description: 'Version 1 answers the requests',
        environmentUrl: 'https://serving/delay',
        reference: `hub ${id}`,
        isRepeated: false,
      }),
    ]);
  });

  it('says where it is shown, unless that is no page', async () => {
    const worker = aWorker();
    const { id, mirrors } = await deploy();
    expect(mirrors).toBeUndefined();
    await worker.tellDue();
    const shown = async () => (await harness.deployments.get(id)).mirrors;
    expect(await shown()).toEqual([
      { mirror: 'hub', url: 'https://hub', toldAt: now.toISOString() },
    ]);
    await harness
      .database<MirrorRow>('deployment_mirrors')
      .update({ url: 'file:///etc/hosts' });
    expect(await shown()).toEqual([
      { mirror: 'hub', toldAt: now.toISOString() },
    ]);
  });

  it('tells of a failure and why', async () => {
    const worker = aWorker();
    await worker.tellDue();
    harness.engine.failing = 'test';
    const { id, failure } = await deploy();
    await worker.tellDue();
    expect(mirror.told).toEqual([
      expect.objectContaining({
        deploymentId: id,
        state: 'failure',
        description: failure?.message,
      }),
    ]);
    expect(failure?.message).toMatch(/\S/);
    expect(await rows()).toMatchObject([
      { status: 'settled', told: 'failure', url: 'https://hub' },
    ]);
  });

  it('tells of the one before when another takes over, is rolled back or stopped', async () => {
    const worker = aWorker();
    const first = await deploy();
    await worker.tellDue();
    const second = await deploy();
    await worker.tellDue();
    expect(mirror.statesOf(first.id)).toEqual(['success', 'inactive']);
    expect(mirror.statesOf(second.id)).toEqual(['success']);

    const back = await deploy({ trigger: 'rollback' });
    await worker.tellDue();
    expect(mirror.statesOf(second.id)).toEqual(['success', 'inactive']);
    expect(mirror.statesOf(back.id)).toEqual(['success']);
    expect(mirror.told.at(-2)?.description).toMatch(/rolled back|answers/);

    const stop = await deploy({ trigger: 'stop' });
    await worker.tellDue();
    expect(mirror.statesOf(back.id)).toEqual(['success', 'inactive']);
    expect(mirror.told).toContainEqual(
      expect.objectContaining({
        deploymentId: stop.id,
        state: 'inactive',
        commit: COMMIT,
        description: 'Version 1 was stopped: nothing answers any more',
      }),
    );
    expect((await rows()).map(({ status }) => status)).toEqual(
      Array(4).fill('settled'),
    );
  });

  it('tells again of one that a hand-made share brings back', async () => {
    const worker = aWorker();
    const first = await deploy();
    const second = await deploy();
    await worker.tellDue();
    const edits = harness.startWorker();
    await harness.finish((await harness.editTraffic({ 1: 90, 2: 10 })).id);
    await edits.stop();
    await worker.tellDue();
    expect(mirror.statesOf(first.id)).toEqual(['inactive', 'success']);
    expect(mirror.statesOf(second.id)).toEqual(['success', 'inactive']);
    expect(mirror.told).toHaveLength(4);
  });

  it('tells again what was not answered, and says that it may have had its effect', async () => {
    const worker = aWorker();
    await harness.request({ commit: COMMIT });
    let failures = 5;
    mirror.onShow = () => {
      failures -= 1;
      if (failures >= 0) throw new ServiceUnavailableError('Hub is away');
    };
    for (let look = 0; look < 7; look += 1) await worker.tellDue();
    expect(mirror.told.map(({ isRepeated }) => isRepeated)).toEqual([
      false,
      ...Array(5).fill(true),
    ]);
    expect(await rows()).toMatchObject([
      { status: 'open', told: 'queued', problem: null, attempts: 0 },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^Hub does not know yet.*Hub is away$/),
    );
  });

  it('waits longer after each time, and says why it is behind', async () => {
    const worker = aWorker({
      timing: { pollMs: 1, retryMs: 60_000, retryMaxMs: 90_000 },
    });
    await harness.request({ commit: COMMIT });
    mirror.onShow = () => {
      throw new ServiceUnavailableError('Hub is away');
    };
    await worker.tellDue();
    await worker.tellDue();
    expect(mirror.told).toHaveLength(1);
    const [row] = await rows();
    expect(row).toMatchObject({ problem: 'Hub is away', attempts: 1 });
    const { mirrors } = await harness.deployments.get(row.deployment_id);
    expect(mirrors).toEqual([{ mirror: 'hub', problem: 'Hub is away' }]);
    await forgetWaits();
    await worker.tellDue();
    const waitMs = new Date((await rows())[0].next_at).getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(60_000);
    expect(waitMs).toBeLessThanOrEqual(90_000);
  });

  it('gives up what is refused, with one warning for all that is refused so', async () => {
    const worker = aWorker();
    mirror.onShow = () => {
      throw new NotAllowedError('flights/delay: give it Deployments, write');
    };
    const { id } = await deploy();
    await worker.tellDue();
    await deploy();
    await worker.tellDue();
    await worker.tellDue();
    expect(mirror.statesOf(id)).toEqual(['success']);
    expect(mirror.told).toHaveLength(2);
    expect(logger.warn.mock.calls).toEqual([
      [
        'Hub does not show a deployment: flights/delay: give it Deployments, write',
      ],
    ]);
    expect(await rows()).toMatchObject(
      Array(2).fill({
        status: 'dropped',
        problem: 'flights/delay: give it Deployments, write',
      }),
    );
  });

  it('leaves code that is elsewhere to others', async () => {
    const worker = aWorker();
    jest.spyOn(mirror, 'covers').mockReturnValue(false);
    await deploy();
    await worker.tellDue();
    await worker.tellDue();
    expect(mirror.told).toEqual([]);
    expect(mirror.covers).toHaveBeenCalledTimes(1);
    expect(await rows()).toMatchObject([{ status: 'dropped', problem: null }]);
  });

  it('waits until the commit is known, and tells nothing of one that never had any', async () => {
    const worker = aWorker();
    const { id } = await harness.request();
    await worker.tellDue();
    expect(mirror.told).toEqual([]);
    await harness.deployments.cancel(id, 'user:default/ada');
    await forgetWaits();
    await worker.tellDue();
    expect(mirror.told).toEqual([]);
    expect(await rows()).toMatchObject([{ status: 'dropped' }]);
  });

  it('bears with a catalog that is silent', async () => {
    let isSilent = true;
    const worker = aWorker({
      context: {
        ...CONTEXT,
        findModel: async () => {
          if (isSilent) throw new ServiceUnavailableError('The catalog sleeps');
          return { sourceLocation: 'url:https://hub/a/b', production: 'x' };
        },
      },
    });
    await deploy();
    await worker.tellDue();
    expect(await rows()).toMatchObject([{ problem: 'The catalog sleeps' }]);
    isSilent = false;
    await worker.tellDue();
    expect(mirror.told).toMatchObject([
      { state: 'success', isProduction: false },
    ]);
  });

  it('is told by one replica of several', async () => {
    await deploy();
    let release = () => {};
    mirror.onShow = () => new Promise<void>(resolve => (release = resolve));
    const first = aWorker().tellDue();
    await untilTold();
    await aWorker().tellDue();
    release();
    await first;
    expect(mirror.statesOf()).toEqual(['success']);
  });

  it('is told by the next one after a crash in between, and again when it is over', async () => {
    const { id } = await deploy();
    // A worker is killed while it tells: what it claimed is free when the claim ends.
    mirror.onShow = () => new Promise<void>(() => {});
    const killed = aWorker();
    killed.tellDue().catch(() => {});
    await untilTold();
    mirror.onShow = () => {};
    await aWorker().tellDue();
    expect(mirror.told).toHaveLength(1);
    await forgetWaits();
    await aWorker().tellDue();
    expect(mirror.statesOf(id)).toEqual(['success', 'success']);
    expect(mirror.told[1].isRepeated).toBe(true);
    await killed.stop();
  });

  it('does not let a paused worker write over its successor', async () => {
    await deploy();
    let release = () => {};
    mirror.onShow = () => new Promise<void>(resolve => (release = resolve));
    const paused = aWorker().tellDue();
    await untilTold();
    mirror.onShow = () => {};
    await forgetWaits();
    await deploy();
    await aWorker().tellDue();
    release();
    await paused;
    expect((await rows()).map(({ told }) => told)).toEqual([
      'inactive',
      'success',
    ]);
  });

  it('finds what came and went while no backend looked, but nothing older than itself', async () => {
    harness.engine.failing = 'test';
    await deploy();
    now = new Date();
    const worker = aWorker();
    await worker.tellDue();
    expect(mirror.told).toEqual([]);
    const { id } = await deploy();
    now = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
    await worker.tellDue();
    expect(mirror.statesOf(id)).toEqual(['failure']);
    await worker.tellDue();
    expect(mirror.told).toHaveLength(1);
  });

  it('is told what is live when it starts', async () => {
    const { id } = await deploy();
    await aWorker().tellDue();
    expect(mirror.statesOf(id)).toEqual(['success']);
  });
});
