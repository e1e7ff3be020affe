import { Rebuild } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { tryBeginModel } from './store/beginModel';
import { newRebuildRow } from './requestRebuild';
import { plannedTraffic } from '../releaseSteps';

const OPS = 'user:default/ops';
const environment = 'production';
const refOf = (number: number) => `mlmodel:default/model-${number}`;

describeEachDatabase('Rebuilds', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const request = (number: number) =>
    harness.request({ modelRef: refOf(number), model: aModelEntity() });
  const deploy = async (number: number) =>
    harness.finish((await request(number)).id);

  async function serve(models: number): Promise<void> {
    for (let number = 1; number <= models; number += 1) {
      await deploy(number);
    }
  }

  const start = (changes = {}) =>
    harness.rebuilds.start({ environment, requestedBy: OPS, ...changes });
  const states = ({ items }: Rebuild) =>
    Object.fromEntries(items.map(({ modelRef, state }) => [modelRef, state]));
  const starts = (number: number) =>
    harness.runtime.running({ modelRef: refOf(number), environment });
  const countOpen = async () =>
    (await harness.database('deployments').whereNotNull('slot')).length;

  async function until(
    { id }: Rebuild,
    holds: (rebuild: Rebuild) => boolean,
  ): Promise<Rebuild> {
    for (;;) {
      const rebuild = await harness.rebuilds.get(id);
      if (holds(rebuild)) return rebuild;
      await new Promise(resolve => setImmediate(resolve));
    }
  }
  const finish = (rebuild: Rebuild) =>
    until(rebuild, ({ endedAt }) => endedAt !== undefined);

  it('makes every model anew that serves there, and no other', async () => {
    await serve(5);
    const elsewhere = await harness.request({
      modelRef: refOf(6),
      environment: 'staging',
      model: aModelEntity({ spec: { environments: ['staging'] } }),
    });
    await harness.finish(elsewhere.id);
    const started = await start();
    expect(started).toMatchObject({
      environment,
      requestedBy: OPS,
      models: { waiting: 5, replaced: 0 },
    });
    const { items, models } = await finish(started);

    expect(models).toMatchObject({ waiting: 0, replaced: 5, failed: 0 });
    expect(items.map(({ modelRef }) => modelRef)).toEqual(
      [1, 2, 3, 4, 5].map(refOf),
    );
    expect(items[0].message).toBe('Fresh instances have taken over: version 1');
    for (const number of [1, 2, 3, 4, 5]) {
      expect(starts(number)).toEqual([{ version: 1, starts: 2 }]);
    }
    const deployment = await harness.deployments.get(
      items[0].deploymentId ?? '',
    );
    expect(deployment).toMatchObject({
      trigger: 'rebuild',
      status: 'rebuilt',
      requestedBy: OPS,
    });
  });

  it('starts no more models at once than it may, in however many replicas', async () => {
    await serve(6);
    harness.startWorker();
    harness.runtime.neverReady.add(1);
    const rebuild = await start();
    await until(rebuild, ({ models }) => models.replacing === 2);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([harness.advanceRebuilds(), harness.advanceRebuilds()]);
    }
    expect(await countOpen()).toBe(2);
    expect((await harness.rebuilds.get(rebuild.id)).models).toMatchObject({
      replacing: 2,
      waiting: 4,
    });
    harness.runtime.neverReady.clear();
    expect((await finish(rebuild)).models.replaced).toBe(6);
  });

  it('begins no model when as many as may be are under way by now', async () => {
    await serve(1);
    await harness.stopWorkers();
    const { id: rebuildId } = await start();
    const row = await newRebuildRow(
      { modelRef: refOf(1), environment, requestedBy: OPS },
      {
        database: harness.database,
        servingRuntimes: new Map([['local', harness.runtime]]),
        now: () => new Date(),
      },
    );
    const steps = plannedTraffic(row.id);
    const begin = (concurrentMax: number) =>
      tryBeginModel(harness.database, { rebuildId, row, steps, concurrentMax });
    expect(await begin(0)).toBe(false);
    expect(await begin(1)).toBe(true);
    expect(await begin(9)).toBe(false);
  });

  it('fails the model whose artifact is gone, leaves it running, and goes on', async () => {
    await serve(3);
    await harness
      .database('versions')
      .where({ model_ref: refOf(2) })
      .update({ artifact_uri: 'memory:gone' });
    harness.runtime.missing.add('memory:gone');
    const { items, models } = await finish(await start());

    expect(models).toMatchObject({ failed: 1, replaced: 2 });
    // What needs somebody comes first.
    expect(items[0]).toMatchObject({
      modelRef: refOf(2),
      state: 'failed',
      message: expect.stringMatching(
        /memory:gone is gone.*Version 1 went on serving production/,
      ),
    });
    expect(starts(2)).toEqual([{ version: 1, starts: 1 }]);
  });

  it('lets a model wait whose deployment is under way, and says so', async () => {
    await serve(2);
    harness.engine.stuck = true;
    const under = await request(1);
    await harness.until(under.id, ({ status }) => status === 'building');
    const rebuild = await start();
    const waiting = await until(
      rebuild,
      ({ models }) => models.replaced === 1 && models.waiting === 1,
    );
    expect(waiting.items[0]).toMatchObject({
      modelRef: refOf(1),
      state: 'waiting',
      message: `Waits until deployment ${under.id} has ended, which is building`,
    });
    await harness.deployments.cancel(under.id, OPS);
    expect((await finish(rebuild)).models.replaced).toBe(2);
  });

  it('does not wait for a deployment that waits for its approval', async () => {
    await serve(1);
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const { id } = await harness.request({ modelRef: refOf(1), model });
    await harness.untilItWaits(id);
    expect((await finish(await start())).models.replaced).toBe(1);
    expect((await harness.deployments.get(id)).status).toBe(
      'awaiting-approval',
    );
  });

  it('skips a model for which a newer deployment was asked meanwhile', async () => {
    await serve(1);
    harness.runtime.neverReady.add(1);
    const rebuild = await start();
    await until(rebuild, ({ models }) => models.replacing === 1);
    const newer = await deploy(1);
    expect(newer.status).toBe('live');
    const { items } = await finish(rebuild);
    expect(items[0]).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('asked for a newer deployment'),
    });
  });

  it('skips a model that was stopped before it had its turn', async () => {
    await serve(1);
    await harness.stopWorkers();
    const rebuild = await start();
    await harness.database('live_versions').delete();
    await harness.advanceRebuilds();
    const { endedAt, items } = await harness.rebuilds.get(rebuild.id);
    expect(endedAt).toBeDefined();
    expect(items[0]).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('there is nothing to rebuild'),
    });
  });

  it('starts no more when it is cancelled, and gives up what is under way', async () => {
    await serve(3);
    harness.runtime.neverReady.add(1);
    const rebuild = await start();
    await until(rebuild, ({ models }) => models.replacing === 2);
    await harness.rebuilds.cancel(rebuild.id, OPS);
    const ended = await finish(rebuild);
    expect(ended).toMatchObject({
      cancelledBy: OPS,
      models: { cancelled: 3, replaced: 0 },
    });
    expect(states(ended)).toEqual({
      [refOf(1)]: 'cancelled',
      [refOf(2)]: 'cancelled',
      [refOf(3)]: 'cancelled',
    });
    expect(ended.items[0].message).toContain(`Cancelled by ${OPS}`);
    expect(starts(1)).toEqual([{ version: 1, starts: 1 }]);
    expect((await harness.rebuilds.cancel(rebuild.id, 'x')).cancelledBy).toBe(
      OPS,
    );
  });

  it('goes on in another backend where one has died', async () => {
    await serve(4);
    await harness.stopWorkers();
    const rebuild = await start();
    await harness.advanceRebuilds();
    expect(await countOpen()).toBe(2);
    harness.startWorker();
    expect((await finish(rebuild)).models.replaced).toBe(4);
  });

  it('answers the same key with the rebuild that it started', async () => {
    await serve(1);
    const { id } = await start({ idempotencyKey: 'once' });
    await finish(await harness.rebuilds.get(id));
    expect((await start({ idempotencyKey: 'once' })).id).toBe(id);
    await expect(
      start({ idempotencyKey: 'once', environment: 'staging' }),
    ).rejects.toThrow(/started a rebuild of 'production' before/);
  });

  it('lets one of two that are started at once win', async () => {
    await serve(1);
    harness.runtime.neverReady.add(1);
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await expect(start()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /'production' is being rebuilt already, as user:default\/ops has asked for/,
      ),
    });
  });

  it('is refused where nothing serves, and says where something does', async () => {
    await serve(1);
    await expect(start({ environment: 'prod' })).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        "The portal serves no model in 'prod', so there is nothing to rebuild. It serves models in 'production'",
    });
  });

  it('leaves alone what a pipeline elsewhere has deployed, and says so', async () => {
    await serve(2);
    await harness
      .database('live_versions')
      .where({ model_ref: refOf(1) })
      .update({ runtime: 'external' });
    expect((await harness.rebuilds.list()).environments).toEqual([
      { name: environment, models: 1 },
    ]);
    const ended = await finish(await start());
    expect(states(ended)).toEqual({
      [refOf(1)]: 'skipped',
      [refOf(2)]: 'replaced',
    });
    expect(ended.items[0].message).toBe(
      `Version 1 of ${refOf(
        1,
      )} was put into production by the model's own pipeline: rebuild it there. The portal only observes it`,
    );
    expect(starts(1)).toEqual([{ version: 1, starts: 1 }]);
  });

  it('is refused where pipelines elsewhere have deployed all that serves', async () => {
    await serve(1);
    await harness.database('live_versions').update({ runtime: 'external' });
    expect((await harness.rebuilds.list()).environments).toEqual([]);
    await expect(start()).rejects.toThrow(
      /^The portal serves no model in 'production', so there is nothing to rebuild\. It serves none anywhere$/,
    );
  });

  it('tells of what it begins and gives up', async () => {
    await serve(1);
    await harness.stopWorkers();
    const told: string[] = [];
    harness.onNews = id => told.push(id);
    const rebuild = await start();
    await harness.advanceRebuilds();
    const [{ deploymentId }] = (await harness.rebuilds.get(rebuild.id)).items;
    expect(told).toEqual([deploymentId]);
    await harness.rebuilds.cancel(rebuild.id, OPS);
    await harness.advanceRebuilds();
    expect(told).toEqual([deploymentId, deploymentId]);
  });

  it('lists where models serve, and the newest rebuilds', async () => {
    await serve(2);
    const first = await finish(await start());
    const second = await finish(await start());
    expect(await harness.rebuilds.list()).toMatchObject({
      environments: [{ name: environment, models: 2 }],
      items: [
        { id: second.id, models: { replaced: 2 } },
        { id: first.id, models: { replaced: 2 } },
      ],
    });
  });

  it('is taken up with a thousand models', async () => {
    await harness.stopWorkers();
    await harness.database.batchInsert(
      'live_versions',
      Array.from({ length: 1_000 }, (_, number) => ({
        model_ref: refOf(number),
        environment,
        version: 1,
        deployment_id: 'x',
        runtime: 'local',
        since: new Date(),
      })),
      50,
    );
    const { id } = await start();
    await harness.advanceRebuilds();
    expect(await countOpen()).toBe(2);
    expect((await harness.rebuilds.get(id)).models).toMatchObject({
      waiting: 998,
      replacing: 2,
    });
  });
});
