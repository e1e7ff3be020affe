import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { allTo } from '../drive/allTo';
import { findLiveVersion } from '../store/liveVersions';

/** Its canary is looked at once. */
const guarded = aModelEntity({ spec: { guardrails: { bake: 'PT0S' } } });

/** Its canary lasts as long as a test. */
const baking = aModelEntity({ spec: { guardrails: { bake: 'PT1H' } } });

const asShadow = aModelEntity({
  spec: {
    release: { production: { strategy: 'shadow' } },
    guardrails: { bake: 'PT1H' },
  },
});

describeEachDatabase('Retiring a version', openDatabase => {
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

  async function retire(...asked: Parameters<DeploymentHarness['retire']>) {
    return harness.finish((await harness.retire(...asked)).id);
  }

  const live = () => findLiveVersion(harness.database, TARGET);
  const running = () =>
    harness.runtime
      .running(TARGET)
      .map(({ version }) => version)
      .sort();
  const isGood = async (secret: string | undefined) =>
    (await harness.verifier.verify(secret ?? '', 'ingest')) !== undefined;

  it('ends the one before the live one, with its token, and tells of it', async () => {
    const token = harness.runtime.tokenOf(TARGET, 2);
    const liveToken = harness.runtime.tokenOf(TARGET, 3);
    const told: string[] = [];
    harness.onNews = id => told.push(id);
    const retired = await retire(2);
    expect(retired).toMatchObject({
      status: 'retired',
      trigger: 'retire',
      version: 2,
      requestedBy: 'user:default/ada',
      steps: [{ name: 'retire', status: 'succeeded' }],
    });
    expect(running()).toEqual([3]);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(allTo(3));
    expect(await live()).toMatchObject({ version: 3, previous_version: null });
    expect(await isGood(token)).toBe(false);
    expect(await isGood(liveToken)).toBe(true);
    expect(new Set(told)).toEqual(new Set([retired.id]));
  });

  it('starts it again when it is rolled back to', async () => {
    await retire(2);
    const back = await deploy({ version: 2, trigger: 'rollback' });
    expect(back).toMatchObject({ status: 'live', version: 2 });
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 2, starts: 2 },
      { version: 3, starts: 1 },
    ]);
    expect(await isGood(harness.runtime.tokenOf(TARGET, 2))).toBe(true);
  });

  describe('beside one that is kept for a look at it', () => {
    beforeEach(async () => {
      harness.canaries.candidate.errors = 900;
      await deploy({ model: guarded });
    });

    it('leaves that one running, and its token good', async () => {
      expect(running()).toEqual([2, 3, 4]);
      await retire(2);
      expect(running()).toEqual([3, 4]);
      expect(await isGood(harness.runtime.tokenOf(TARGET, 4))).toBe(true);
    });

    it('ends that one, and leaves the one before warm', async () => {
      const token = harness.runtime.tokenOf(TARGET, 4);
      await retire(4);
      expect(running()).toEqual([2, 3]);
      expect(await live()).toMatchObject({ previous_version: 2 });
      expect(await isGood(token)).toBe(false);
      expect(await isGood(harness.runtime.tokenOf(TARGET, 2))).toBe(true);
    });
  });

  it.each([
    [
      3,
      'Version 3 of mlmodel:default/flight-delay answers 100 % of the requests in',
    ],
    [
      1,
      "Version 1 of mlmodel:default/flight-delay does not run in 'production'",
    ],
    [
      9,
      "Version 9 of mlmodel:default/flight-delay does not run in 'production'",
    ],
  ])('refuses version %p: %s', async (version, message) => {
    await expect(harness.retire(version)).rejects.toThrow(message);
    expect(running()).toEqual([2, 3]);
  });

  it('refuses one that has a share, whether it runs or not', async () => {
    await harness.finish((await harness.editTraffic({ 3: 80, 2: 20 })).id);
    await expect(harness.retire(2)).rejects.toThrow(
      'answers 20 % of the requests',
    );
    // Down, so that the others answer its share.
    await harness.runtime.setTraffic(TARGET, allTo(3));
    await expect(harness.retire(2)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('answers 20 % of the requests'),
    });
  });

  it('refuses a shadow, and others while it is tried', async () => {
    const { id } = await harness.request({ model: asShadow });
    await harness.until(
      id,
      () => (harness.runtime.trafficOf(TARGET).shadow ?? []).length > 0,
    );
    await expect(harness.retire(4)).rejects.toThrow(
      'Version 4 of mlmodel:default/flight-delay gets copies of the requests as a shadow',
    );
    await expect(harness.retire(2)).rejects.toThrow(
      `Version 4 is being deployed to 'production' (deployment ${id}, shadow): wait until it has ended, or cancel it, before you retire version 2`,
    );
    await harness.deployments.cancel(id, 'user:default/ada');
    await harness.finish(id);
  });

  it('refuses a canary', async () => {
    const { id } = await harness.request({ model: baking });
    await harness.until(
      id,
      () => harness.runtime.trafficOf(TARGET).shares.length === 2,
    );
    await expect(harness.retire(4)).rejects.toThrow(
      /^Version 4 .* answers \d+ % of the requests/,
    );
    await harness.deployments.cancel(id, 'user:default/ada');
    await harness.finish(id);
  });

  it('refuses what the pipeline of the model runs, and where nothing is live', async () => {
    await harness
      .database('live_versions')
      .update({ runtime: EXTERNAL_RUNTIME });
    await expect(harness.retire(2)).rejects.toThrow(
      "put there by the model's own pipeline: retire version 2 there",
    );
    await harness.database('live_versions').update({ runtime: 'local' });
    await deploy({ trigger: 'stop' });
    await expect(harness.retire(2)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        "Nothing of mlmodel:default/flight-delay is live in 'production', so no version is kept warm there",
    });
  });

  it('does it once, whoever asks how often', async () => {
    const [first, second] = await Promise.all([
      harness.retire(2, { idempotencyKey: 'once' }),
      harness.retire(2, { idempotencyKey: 'once' }),
    ]);
    expect(second.id).toBe(first.id);
    await harness.finish(first.id);
    expect(await harness.retire(2, { idempotencyKey: 'once' })).toMatchObject({
      id: first.id,
      status: 'retired',
    });
    await expect(harness.retire(2)).rejects.toThrow('does not run');
  });

  describe('with nobody to carry it out', () => {
    beforeEach(() => harness.stopWorkers());

    it('is one act for two who ask, and goes before an edit of the traffic', async () => {
      const [first, second] = await Promise.all([
        harness.retire(2),
        harness.retire(2),
      ]);
      expect(second.id).toBe(first.id);
      await expect(harness.editTraffic({ 3: 50, 2: 50 })).rejects.toThrow(
        `Version 2 is being retired in 'production' (${first.id}): wait until that has ended before you edit the traffic`,
      );
    });

    it('gives way to a rollback to the version', async () => {
      const { id } = await harness.retire(2);
      const back = await harness.request({ version: 2, trigger: 'rollback' });
      harness.startWorker();
      expect(await harness.finish(id)).toMatchObject({ status: 'cancelled' });
      expect(await harness.finish(back.id)).toMatchObject({ status: 'live' });
      expect(harness.runtime.running(TARGET)).toEqual([
        { version: 2, starts: 1 },
        { version: 3, starts: 1 },
      ]);
    });

    it('stops nothing that gets requests after all, and is not retried', async () => {
      const { id } = await harness.retire(2);
      await harness.runtime.setTraffic(TARGET, allTo(2));
      harness.startWorker();
      const failed = await harness.finish(id);
      expect(failed).toMatchObject({
        status: 'failed',
        failure: {
          step: 'retire',
          message: expect.stringContaining('answers 100 % of the requests'),
        },
      });
      expect(running()).toEqual([2, 3]);
      expect(await isGood(harness.runtime.tokenOf(TARGET, 2))).toBe(true);
      await expect(
        harness.deployments.retry(id, {
          model: aModelEntity(),
          requestedBy: 'user:default/ada',
        }),
      ).rejects.toThrow('retire the version again, if it still runs');
    });
  });
});
