import { TARGET } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DatabaseAnsweredTraffic } from '../../performance/telemetry/DatabaseAnsweredTraffic';
import { DatabaseDeploymentHistory } from '../DatabaseDeploymentHistory';
import { DatabaseDeploymentMarkers } from '../DatabaseDeploymentMarkers';
import { DatabaseServingHistory } from '../history/DatabaseServingHistory';
import { findLiveVersion } from '../store/liveVersions';
import { weightsOf } from '../traffic/weightsOf';
import {
  MINUTE_MS,
  ObservedModel,
  START_MS,
} from './__testUtils__/ObservedModel';

const DAY_MINUTES = 24 * 60;

describeEachDatabase('observeDeployments', openDatabase => {
  let model: ObservedModel;

  beforeEach(async () => {
    model = new ObservedModel(await openDatabase());
  });

  const live = (environment = TARGET.environment) =>
    findLiveVersion(model.database, { ...TARGET, environment });

  const iso = (afterMs: number) => new Date(START_MS + afterMs).toISOString();

  /** @returns who answered which share */
  async function sharesAt(afterMs: number) {
    const [environment] = await new DatabaseServingHistory(
      model.database,
    ).listAt(TARGET.modelRef, new Date(START_MS + afterMs));
    return environment.shares.map(({ version, weight }) => [version, weight]);
  }

  it('learns from the first record what serves, and that once', async () => {
    model.pass(2);
    await model.answer('v-one', 1);
    await model.look();
    model.pass(1);
    await model.answer('v-one', 30);
    await model.look();
    const [observed, ...others] = await model.history();
    expect(others).toEqual([]);
    expect(observed).toMatchObject({
      ...TARGET,
      status: 'live',
      trigger: 'observed',
      version: 1,
      createdAt: iso(2 * MINUTE_MS),
      endedAt: iso(2 * MINUTE_MS),
    });
    expect(observed.requestedBy).toBeUndefined();
    expect(await model.harness.deployments.get(observed.id)).toMatchObject({
      steps: [],
    });
    expect(await live()).toMatchObject({
      version: 1,
      runtime: 'external',
      deployment_id: observed.id,
      requested_by: null,
      weights: null,
    });
  });

  it('tells when another version took over, wherever that is read', async () => {
    await model.answer('v-one', 200);
    await model.look();
    model.pass(7);
    await model.answer('v-one', 20);
    model.pass(1);
    await model.answer('v-two', 40);
    await model.look();
    // Half way: nobody knows yet.
    expect(await live()).toMatchObject({ version: 1 });
    model.pass(2);
    await model.answer('v-two', 100);
    await model.look();
    expect(await live()).toMatchObject({ version: 2, weights: null });
    const tookOverMs = 8 * MINUTE_MS;
    const [, taken] = await model.history();
    expect(taken).toMatchObject({ version: 2, createdAt: iso(tookOverMs) });
    expect(await sharesAt(tookOverMs - 1)).toEqual([[1, 100]]);
    expect(await sharesAt(tookOverMs)).toEqual([[2, 100]]);
    expect(
      await new DatabaseDeploymentMarkers(model.database).list(TARGET),
    ).toEqual([
      expect.objectContaining({ time: iso(0), text: 'Version 1 went live' }),
      {
        time: iso(tookOverMs),
        version: 2,
        kind: 'deployment',
        text: 'Version 2 went live',
      },
    ]);
    const delivered = await new DatabaseDeploymentHistory(model.database).list(
      new Date(0),
    );
    expect(delivered.map(({ liveAt }) => liveAt?.toISOString())).toEqual([
      iso(0),
      iso(tookOverMs),
    ]);
  });

  it('follows a pipeline that goes back to an older version', async () => {
    for (const label of ['v-one', 'v-two', 'v-one']) {
      await model.answer(label, 100);
      await model.look();
      model.pass(10);
    }
    expect(await live()).toMatchObject({ version: 1 });
    expect(await model.history()).toMatchObject([
      { version: 1, createdAt: iso(0) },
      { version: 2, createdAt: iso(10 * MINUTE_MS) },
      { version: 1, createdAt: iso(20 * MINUTE_MS) },
    ]);
  });

  it('finds when another version took over, however late it looks', async () => {
    await model.answer('v-one', 100);
    await model.look();
    for (const requests of [40, 50, 60]) {
      model.pass(10);
      await model.answer('v-two', requests);
    }
    await model.look();
    expect((await model.history())[1]).toMatchObject({
      version: 2,
      createdAt: iso(10 * MINUTE_MS),
    });
  });

  it('has its history in the order in which it happened', async () => {
    model.pass(10);
    await model.answer('v-two', 30);
    await model.look();
    await model.answer('v-one', 1, { environment: 'late', timeMs: START_MS });
    await model.look();
    expect(
      (await model.history()).map(({ environment }) => environment),
    ).toEqual(['late', TARGET.environment]);
  });

  it('learns shares, and that they have changed', async () => {
    await model.answer('v-one', 200);
    await model.look();
    for (const minutes of [5, 5]) {
      model.pass(minutes);
      await model.answer('v-one', 180);
      await model.answer('v-two', 40);
      await model.look();
    }
    const row = await live();
    expect(row && weightsOf(row)).toEqual([
      { version: 1, weight: 82 },
      { version: 2, weight: 18 },
    ]);
    const [released, changed] = await model.history();
    expect(changed).toMatchObject({
      status: 'traffic-edited',
      trigger: 'observed',
      createdAt: iso(5 * MINUTE_MS),
      version: 1,
      traffic: {
        before: [{ version: 1, weight: 100 }],
        weights: [
          { version: 1, weight: 82 },
          { version: 2, weight: 18 },
        ],
      },
    });
    expect(row).toMatchObject({
      deployment_id: released.id,
      traffic_id: changed.id,
    });
    expect(await sharesAt(5 * MINUTE_MS)).toEqual([
      [1, 82],
      [2, 18],
    ]);
    const [, marker] = await new DatabaseDeploymentMarkers(model.database).list(
      TARGET,
    );
    expect(marker).toMatchObject({
      kind: 'traffic',
      text: 'Shares of the requests changed: version 1 82 %, version 2 18 %',
    });
  });

  it('looks into every environment that records name', async () => {
    await model.answer('v-one', 30);
    await model.answer('v-two', 30, { environment: 'canary-eu' });
    await model.answer('v-two', 30, {
      environment: 'tests',
      traffic: 'shadow',
    });
    await model.answer('v-two', 30, { environment: 'imported', replay: true });
    await model.look();
    expect(await live()).toMatchObject({ version: 1 });
    expect(await live('canary-eu')).toMatchObject({ version: 2 });
    expect(await live('tests')).toBeUndefined();
    expect(await live('imported')).toBeUndefined();
  });

  it('says since when no requests come, eight days later', async () => {
    await model.answer('v-one', 30);
    await model.look();
    model.pass(8 * DAY_MINUTES);
    await model.look();
    expect(await live()).toMatchObject({ version: 1 });
    model.pass(1);
    await model.look();
    await model.look();
    expect(await live()).toBeUndefined();
    const [, ceased, ...others] = await model.history();
    expect(others).toEqual([]);
    expect(ceased).toMatchObject({
      status: 'ceased',
      trigger: 'observed',
      version: 1,
      // Not when that was found out.
      createdAt: iso(29_000),
    });
    expect(await sharesAt(28_999)).toEqual([[1, 100]]);
    expect(await sharesAt(29_000)).toEqual([]);
    expect(
      await new DatabaseDeploymentMarkers(model.database).list(TARGET),
    ).toContainEqual({
      time: iso(29_000),
      version: 1,
      kind: 'stop',
      text: 'Requests ceased: version 1 answered the last one',
    });
    await model.answer('v-one', 1);
    await model.look();
    expect(await live()).toMatchObject({ version: 1 });
    expect((await model.history()).map(({ status }) => status)).toEqual([
      'live',
      'ceased',
      'live',
    ]);
  });

  it('says so of a model too that has left the catalog', async () => {
    await model.answer('v-one', 30);
    await model.look();
    model.models = [];
    model.pass(9 * DAY_MINUTES);
    await model.look();
    expect(await live()).toBeUndefined();
  });

  it('notes a change once, however many replicas see it', async () => {
    await model.answer('v-one', 100);
    await Promise.all([model.look(), model.look(), model.look()]);
    model.pass(10);
    await model.answer('v-two', 100);
    await Promise.all([model.look(), model.look(), model.look()]);
    model.pass(9 * DAY_MINUTES);
    await Promise.all([model.look(), model.look(), model.look()]);
    expect(
      (await model.history()).map(({ status, version }) => [status, version]),
    ).toEqual([
      ['live', 1],
      ['live', 2],
      ['ceased', 2],
    ]);
    expect(await live()).toBeUndefined();
  });

  it('notes one change of two that follow the same', async () => {
    await model.answer('v-one', 100);
    await model.look();
    model.pass(10);
    await model.answer('v-two', 100);
    const traffic = new DatabaseAnsweredTraffic(model.database);
    const read = await traffic.listWindows(TARGET, 0);
    let lookElsewhere: () => Promise<void> = () => model.look();
    // One replica reads, and writes once the other has learnt of yet another version.
    await model.look({
      traffic: Object.assign(Object.create(traffic), {
        listWindows: async () => {
          await lookElsewhere();
          lookElsewhere = async () => {};
          return read;
        },
      }),
    });
    expect((await model.history()).map(({ version }) => version)).toEqual([
      1, 2,
    ]);
  });

  it('leaves alone what has answered nothing since it looked', async () => {
    const looked = new Map<string, number>();
    const traffic = new DatabaseAnsweredTraffic(model.database);
    const listWindows = jest.spyOn(traffic, 'listWindows');
    await model.answer('v-one', 30);
    await model.look({ looked, traffic });
    await model.look({ looked, traffic });
    expect(listWindows).toHaveBeenCalledTimes(1);
    model.pass(1);
    await model.answer('v-one', 1);
    await model.look({ looked, traffic });
    expect(listWindows).toHaveBeenCalledTimes(2);
  });

  it('links a version to its commit, registered before or after', async () => {
    const commit = { sha: 'a'.repeat(40), message: 'Mend it' };
    await model.answer('v-one', 30);
    await model.look();
    expect((await model.history())[0].commit).toBeUndefined();
    await model
      .database('versions')
      .where({ version: 1 })
      .update({ commit: JSON.stringify(commit) });
    model.pass(1);
    await model.answer('v-one', 1);
    await model.look();
    expect((await model.history())[0].commit).toEqual(commit);
    model.pass(10);
    await model.answer('v-two', 0);
    await model
      .database('versions')
      .where({ version: 2 })
      .update({ commit: JSON.stringify({ ...commit, sha: 'b'.repeat(40) }) });
    await model.answer('v-two', 30);
    await model.look();
    expect((await model.history())[1].commit?.sha).toBe('b'.repeat(40));
  });

  it('is not kept from others by one that fails', async () => {
    await model.answer('v-one', 30, { environment: 'aaa' });
    await model.answer('v-one', 30);
    const traffic = new DatabaseAnsweredTraffic(model.database);
    await model.look({
      traffic: Object.assign(Object.create(traffic), {
        listWindows: (target: typeof TARGET, sinceMs: number) => {
          if (target.environment === 'aaa') throw new Error('not today');
          return traffic.listWindows(target, sinceMs);
        },
      }),
    });
    expect(await live()).toMatchObject({ version: 1 });
    expect(model.logger.warn).toHaveBeenCalledWith(
      `What serves of ${TARGET.modelRef} in aaa could not be learnt, and will be looked for again: not today`,
    );
  });
});
