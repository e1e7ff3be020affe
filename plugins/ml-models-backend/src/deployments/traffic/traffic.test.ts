import { ConflictError } from '@backstage/errors';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DatabaseDeploymentMarkers } from '../DatabaseDeploymentMarkers';
import { DatabaseDeploymentHistory } from '../DatabaseDeploymentHistory';
import { restoreServing } from '../restoreServing';
import { findLiveVersion } from '../store/liveVersions';
import { revisionOf } from './weightsOf';

/** Its canary lasts as long as a test. */
const baking = aModelEntity({ spec: { guardrails: { bake: 'PT1H' } } });

/** Its canary is looked at once. */
const guarded = aModelEntity({ spec: { guardrails: { bake: 'PT0S' } } });

describeEachDatabase('Traffic', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker();
    // The third is live, the second warm, the first stopped.
    for (let version = 1; version <= 3; version += 1) {
      await deploy();
    }
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function deploy(
    changes: Parameters<DeploymentHarness['request']>[0] = {},
  ) {
    return harness.finish((await harness.request(changes)).id);
  }

  async function edit(shares: Record<number, number>) {
    return harness.finish((await harness.editTraffic(shares)).id);
  }

  const live = () => findLiveVersion(harness.database, TARGET);
  const running = () =>
    harness.runtime
      .running(TARGET)
      .map(({ version }) => version)
      .sort();
  const shares = () =>
    harness.runtime
      .trafficOf(TARGET)
      .shares.map(({ version, weight, role }) => [version, weight, role]);

  it('shares requests out, and keeps who did so and what was before', async () => {
    const before = await live();
    expect(await edit({ 3: 80, 2: 20 })).toMatchObject({
      status: 'traffic-edited',
      trigger: 'traffic',
      requestedBy: 'user:default/ada',
      version: 3,
      previousVersion: 3,
      traffic: {
        before: [{ version: 3, weight: 100 }],
        weights: [
          { version: 3, weight: 80 },
          { version: 2, weight: 20 },
        ],
      },
    });
    expect(shares()).toEqual([
      [3, 80, 'primary'],
      [2, 20, 'primary'],
    ]);
    expect(await live()).toMatchObject({
      version: 3,
      deployment_id: before?.deployment_id,
      since: before?.since,
    });
  });

  it('starts and tries what was stopped, before any caller can notice', async () => {
    harness.runtime.requests.length = 0;
    await edit({ 3: 50, 1: 50 });
    expect(running()).toEqual([1, 2, 3]);
    expect(
      harness.runtime.requests.filter(({ url }) => url.includes('/versions/1')),
    ).not.toEqual([]);
    expect(shares()).toEqual([
      [3, 50, 'primary'],
      [1, 50, 'primary'],
    ]);
  });

  it('leaves everything as it was when one of them does not come', async () => {
    harness.runtime.crashing.set(1, 'no such module');
    expect(await edit({ 3: 50, 1: 50 })).toMatchObject({
      status: 'failed',
      failure: {
        step: 'start',
        stillServing:
          'Version 3 went on serving production; callers noticed nothing.',
      },
    });
    expect(shares()).toEqual([[3, 100, 'primary']]);
    const next = await edit({ 3: 90, 2: 10 });
    expect(next.status).toBe('traffic-edited');
  });

  it('calls the version with the largest share live, as of the deployment that released it', async () => {
    const second = await harness
      .database('deployments')
      .where({ version: 2 })
      .first();
    await edit({ 3: 10, 2: 90 });
    expect(await live()).toMatchObject({
      version: 2,
      previous_version: 3,
      deployment_id: second.id,
    });
  });

  it('leaves the live version live where shares are equal', async () => {
    await edit({ 2: 50, 3: 50 });
    expect((await live())?.version).toBe(3);
  });

  it('stops a version that got a share once it has none, but not the one before', async () => {
    await edit({ 3: 50, 1: 50 });
    await edit({ 3: 100 });
    expect(running()).toEqual([2, 3]);
    expect(shares()).toEqual([[3, 100, 'primary']]);
  });

  it.each([
    [{ 3: 50, 7: 50 }, /Version 7 .*never live there.*choose among 3, 2, 1/],
    [{ 3: 100 }, /is so already: version 3 100 %/],
  ])('refuses %j', async (asked, message) => {
    await expect(harness.editTraffic(asked)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a version that was live before approvals were asked for', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    await expect(
      harness.editTraffic({ 3: 50, 2: 50 }, { model }),
    ).rejects.toThrow(/never live there with an approval/);
  });

  it('says of a runtime that cannot split that it cannot', async () => {
    harness.runtime.splitsTraffic = false;
    await expect(harness.editTraffic({ 3: 50, 2: 50 })).rejects.toThrow(
      "The serving runtime 'local' of 'production' cannot split traffic: give one version 100 %",
    );
    expect((await edit({ 2: 100 })).status).toBe('traffic-edited');
  });

  it('tells the second of two people what the first has made of it', async () => {
    const now = await live();
    const revision = now ? revisionOf(now) : '';
    await edit({ 3: 80, 2: 20 });
    await expect(
      harness.editTraffic({ 3: 50, 2: 50 }, { revision }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        'It is now: version 3 80 %, version 2 20 %',
      ),
    });
  });

  it('lets one of two edits at once win', async () => {
    const both = await Promise.allSettled([
      harness.editTraffic({ 3: 80, 2: 20 }),
      harness.editTraffic({ 3: 50, 2: 50 }),
    ]);
    const won = both.flatMap(one =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    expect(won).toHaveLength(1);
    expect(both).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ name: 'ConflictError' }),
    });
    await harness.finish(won[0].id);
    expect(shares()[0][1]).toBe(won[0].traffic?.weights[0].weight);
  });

  it('answers the same key with the edit that it made', async () => {
    const idempotencyKey = 'half and half';
    const { id } = await harness.editTraffic(
      { 3: 50, 2: 50 },
      { idempotencyKey },
    );
    await harness.finish(id);
    const again = await harness.editTraffic(
      { 3: 50, 2: 50 },
      { idempotencyKey },
    );
    expect(again.id).toBe(id);
  });

  it('is refused while a deployment is under way', async () => {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    await harness.until(id, ({ status }) => status === 'building');
    await expect(harness.editTraffic({ 3: 50, 2: 50 })).rejects.toThrow(
      /is being deployed to 'production'.*wait until it has ended, or cancel it/,
    );
  });

  it('is not kept waiting by a deployment that waits for its approval', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const { id } = await harness.request({ model });
    await harness.untilItWaits(id);
    expect((await edit({ 3: 80, 2: 20 })).status).toBe('traffic-edited');
    expect((await harness.deployments.get(id)).status).toBe(
      'awaiting-approval',
    );
  });

  it('is refused while a canary is held', async () => {
    const { id } = await harness.request({ model: baking });
    await harness.until(id, ({ status }) => status === 'canary');
    await harness.database('deployments').where({ id }).update({
      status: 'held',
    });
    await expect(harness.editTraffic({ 3: 50, 2: 50 })).rejects.toThrow(
      /Version 4 is held in 'production'.*: release it or put it back/,
    );
  });

  it('is refused where nothing is live', async () => {
    await deploy({ trigger: 'stop' });
    await expect(harness.editTraffic({ 3: 100 })).rejects.toThrow(
      /there is no traffic to edit: deploy a version/,
    );
  });

  it('is not retried', async () => {
    harness.runtime.crashing.set(1, 'no such module');
    const { id } = await edit({ 3: 50, 1: 50 });
    await expect(
      harness.deployments.retry(id, {
        model: aModelEntity(),
        requestedBy: 'user:default/ada',
      }),
    ).rejects.toThrow(/edit it again/);
  });

  it('ends when a version is deployed', async () => {
    await edit({ 3: 80, 2: 20 });
    await deploy();
    expect(shares()).toEqual([[4, 100, 'primary']]);
    expect(running()).toEqual([3, 4]);
  });

  it('ends when somebody rolls back, to one version that answers all', async () => {
    await edit({ 3: 80, 2: 20 });
    const rollback = await deploy({ trigger: 'rollback' });
    expect(rollback).toMatchObject({ status: 'live', version: 2 });
    expect(shares()).toEqual([[2, 100, 'primary']]);
  });

  it('keeps its proportions beside a canary', async () => {
    await edit({ 3: 80, 2: 20 });
    const { id } = await harness.request({ model: baking });
    await harness.until(id, ({ status }) => status === 'canary');
    await harness.until(id, () => shares().length === 3);
    expect(shares()).toEqual([
      [3, 72, 'primary'],
      [2, 18, 'primary'],
      [4, 10, 'canary'],
    ]);
    await harness.deployments.cancel(id, 'user:default/ada');
    await harness.finish(id);
    expect(shares()).toEqual([
      [3, 80, 'primary'],
      [2, 20, 'primary'],
    ]);
  });

  it('comes back when a canary is put back', async () => {
    await edit({ 3: 80, 2: 20 });
    harness.canaries.candidate.errors = 500;
    expect(await deploy({ model: guarded })).toMatchObject({
      status: 'failed',
      failure: {
        stillServing:
          'Requests in production went on being answered by version 3 80 %, version 2 20 %.',
      },
    });
    expect(shares()).toEqual([
      [3, 80, 'primary'],
      [2, 20, 'primary'],
    ]);
  });

  it('is set back to what is kept when an edit fails that had moved it already', async () => {
    const { setTraffic } = harness.runtime;
    harness.runtime.setTraffic = async (target, split) => {
      harness.runtime.setTraffic = setTraffic;
      await setTraffic.call(harness.runtime, target, split);
      throw new ConflictError('The gateway has lost its table');
    };
    expect((await edit({ 3: 50, 2: 50 })).status).toBe('failed');
    expect(shares()).toEqual([[3, 100, 'primary']]);
    expect(await live()).toMatchObject({ weights: null, traffic_id: null });
  });

  it('is brought back with all its versions', async () => {
    await edit({ 3: 80, 2: 20 });
    harness.runtime.forget(TARGET);
    await restoreServing(harness.driveOptions(), new AbortController().signal);
    expect(running()).toEqual([2, 3]);
    expect(shares()).toEqual([
      [3, 80, 'primary'],
      [2, 20, 'primary'],
    ]);
  });

  it('is brought back without a version that does not come', async () => {
    await edit({ 3: 80, 2: 20 });
    harness.runtime.forget(TARGET);
    harness.runtime.crashing.set(2, 'no such module');
    await restoreServing(harness.driveOptions(), new AbortController().signal);
    expect(shares()).toEqual([[3, 100, 'primary']]);
  });

  it('is marked on charts, and no release in measures of delivery', async () => {
    await edit({ 3: 80, 2: 20 });
    const markers = new DatabaseDeploymentMarkers(harness.database);
    expect((await markers.list(TARGET)).at(-1)).toMatchObject({
      kind: 'traffic',
      text: 'Traffic was edited: version 3 80 %, version 2 20 %',
    });
    const history = new DatabaseDeploymentHistory(harness.database);
    expect((await history.list(new Date(0))).at(-1)).toMatchObject({
      trigger: 'traffic',
      liveAt: undefined,
    });
  });
});
