import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import {
  Deployment,
  ModelReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aModelReport,
  aReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';

function statusesOf(deployment: Deployment): Record<string, string> {
  return Object.fromEntries(
    deployment.steps.map(step => [step.name, step.status]),
  );
}

function sharesTo(version: number) {
  return { shares: [{ version, weight: 100, role: 'primary' }] };
}

const MISSED_GATE: ModelReport['gate'] = {
  passed: false,
  checks: [
    {
      metric: 'roc_auc',
      value: 0.61,
      operator: '>=',
      threshold: 0.65,
      passed: false,
    },
  ],
};

describeEachDatabase('DeploymentWorker', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  /** Builds and releases one more version. */
  async function release(): Promise<Deployment> {
    const { id } = await harness.request();
    return harness.finish(id);
  }

  const retry = (failed: Deployment) =>
    harness.deployments.retry(failed.id, {
      model: aModelEntity(),
      requestedBy: 'user:default/ada',
    });

  /** @returns one whose first stage is under way, and does not end */
  async function beginStuck(): Promise<Deployment> {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    return harness.until(id, ({ currentStep }) => currentStep === 'setup');
  }

  it('takes a commit through pipeline and release to live', async () => {
    harness.startWorker();
    const { id } = await harness.request({ commit: 'a'.repeat(40) });
    const deployment = await harness.finish(id);
    expect(deployment).toMatchObject({
      status: 'live',
      version: 1,
      commit: { sha: 'a'.repeat(40) },
      requestedBy: 'user:default/ada',
      failure: undefined,
      currentStep: undefined,
    });
    expect(statusesOf(deployment)).toEqual({
      setup: 'succeeded',
      test: 'succeeded',
      train: 'succeeded',
      register: 'succeeded',
      start: 'succeeded',
      smoke: 'succeeded',
      traffic: 'succeeded',
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(sharesTo(1));
    expect(harness.baselines.frozen).toHaveLength(1);
  });

  it('tells onlookers of each status that a deployment comes to', async () => {
    const seen: Promise<string>[] = [];
    harness.onNews = id =>
      seen.push(
        Promise.resolve(
          harness.database('deployments').where({ id }).first('status'),
        ).then(({ status }) => status),
      );
    const { id } = await harness.request();
    harness.startWorker();
    await harness.finish(id);
    const statuses = await Promise.all(seen);
    // A look may come after the next status already.
    expect(statuses[0]).toBe('queued');
    expect(statuses).toContain('starting');
    expect(statuses.at(-1)).toBe('live');
    const told = statuses.length;
    await expect(harness.deployments.cancel(id, 'Ada')).rejects.toThrow();
    expect(seen).toHaveLength(told);
  });

  it.each([
    ['https://github.com/flights/flight-delay/actions/runs/1', true],
    ['data:text/html,hello', false],
    ['no address', false],
  ])('leads to %s as the page of its run: %s', async (url, leads) => {
    harness.engine.url = url;
    harness.startWorker();
    const { id } = await harness.request();
    const { runUrl } = await harness.finish(id);
    expect(runUrl).toBe(leads ? url : undefined);
  });

  it('gives the service a token that it can report with', async () => {
    harness.startWorker();
    await release();
    const token = harness.runtime.tokenOf(TARGET, 1);
    expect(await harness.verifier.verify(token ?? '', 'ingest')).toMatchObject({
      scopeRef: TARGET.modelRef,
    });
  });

  it('tries the first reference row as shadow traffic, past the gateway', async () => {
    harness.startWorker();
    await release();
    expect(harness.runtime.requests).toMatchObject([
      {
        url: 'http://gateway/mlmodel:default/flight-delay/production/versions/1/v2/models/flight-delay/infer',
        body: {
          inputs: [
            { name: 'distance', shape: [1], datatype: 'FP64', data: [1400] },
            { name: 'carrier', shape: [1], datatype: 'BYTES', data: ['UA'] },
          ],
        },
      },
    ]);
    const [{ headers }] = harness.runtime.requests;
    expect(headers.get('x-noshelfware-traffic')).toBe('shadow');
  });

  it('keeps the previous version warm and stops older ones with their tokens', async () => {
    harness.startWorker();
    await release();
    await release();
    const oldest = harness.runtime.tokenOf(TARGET, 1);
    expect(await release()).toMatchObject({ version: 3, previousVersion: 2 });
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 2, starts: 1 },
      { version: 3, starts: 1 },
    ]);
    expect(
      await harness.verifier.verify(oldest ?? '', 'ingest'),
    ).toBeUndefined();
  });

  it('rolls back to the warm version without building or starting', async () => {
    harness.startWorker();
    await release();
    const undone = await release();
    const { id } = await harness.request({ version: 1, trigger: 'rollback' });
    const rollback = await harness.finish(id);
    expect(rollback).toMatchObject({ status: 'live', version: 1 });
    expect(rollback.steps.map(step => step.name)).toEqual([
      'start',
      'smoke',
      'traffic',
    ]);
    expect(await harness.deployments.readStepLog(id, 'start', 0)).toMatchObject(
      { text: expect.stringContaining('runs already') },
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(sharesTo(1));
    expect(await harness.deployments.get(undone.id)).toMatchObject({
      status: 'rolled-back',
    });
  });

  it('tells which stage failed, with its first error line and what still serves', async () => {
    harness.startWorker();
    await release();
    harness.engine.failing = 'test';
    const failed = await release();
    expect(failed).toMatchObject({
      status: 'failed',
      failure: {
        step: 'test',
        message: 'Step test ended with exit code 1',
        firstErrorLine: 'AssertionError: 1 != 2',
        stillServing:
          'Version 1 went on serving production; callers noticed nothing.',
      },
    });
    expect(statusesOf(failed)).toMatchObject({
      setup: 'succeeded',
      test: 'failed',
      train: 'skipped',
      register: 'skipped',
      traffic: 'skipped',
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(sharesTo(1));
  });

  it('tells the owner of a push that failed, and the log of any other too', async () => {
    const logger = mockServices.logger.mock();
    harness.startWorker(harness.driveOptions({ logger }));
    harness.engine.failing = 'test';
    await release();
    expect(harness.failureNotices).toEqual([]);

    const { id } = await harness.request({ trigger: 'push' });
    await harness.finish(id);
    expect(harness.failureNotices).toEqual([
      {
        ...TARGET,
        deploymentId: id,
        what: 'push',
        step: 'test',
        message: 'Step test ended with exit code 1',
        firstErrorLine: 'AssertionError: 1 != 2',
        stillServing: 'Nothing served production yet.',
      },
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/\(manual\) of .* failed in step 'test'/)],
      [
        `Deployment ${id} (push) of mlmodel:default/flight-delay to production failed in step 'test': Step test ended with exit code 1`,
      ],
    ]);
  });

  it('ends a deployment whose owner cannot be told', async () => {
    const failureNotifier = {
      notifyOfFailure: () => Promise.reject(new Error('503')),
    };
    harness.startWorker(harness.driveOptions({ failureNotifier }));
    harness.engine.failing = 'test';
    const { id } = await harness.request({ trigger: 'push' });
    expect(await harness.finish(id)).toMatchObject({ status: 'failed' });
  });

  it('fails a model that misses its evaluation gate, and registers nothing', async () => {
    harness.startWorker();
    harness.engine.output = { report: aModelReport({ gate: MISSED_GATE }) };
    const failed = await release();
    expect(failed.failure).toMatchObject({
      step: 'register',
      message: expect.stringContaining('roc_auc 0.61 is not >= 0.65'),
      stillServing: 'Nothing served production yet.',
    });
    expect(failed.version).toBeUndefined();
  });

  it('keeps the last lines of a service that crashes in its log, and stops it', async () => {
    harness.startWorker();
    await release();
    harness.runtime.crashing.set(
      2,
      'Its last start printed:\n  raise ImportError("no module skops")\nImportError: no module skops\n',
    );
    const failed = await release();
    expect(failed.failure).toMatchObject({
      step: 'start',
      message:
        'The service of version 2 did not start: Its last start printed:',
      firstErrorLine: 'ImportError: no module skops',
    });
    const { text } = await harness.deployments.readStepLog(
      failed.id,
      'start',
      0,
    );
    expect(text.replace(/^\S+ /gm, '')).toBe(
      'Version 2 started\n  raise ImportError("no module skops")\nImportError: no module skops\n',
    );
    const token = harness.runtime.tokenOf(TARGET, 2);
    expect(
      await harness.verifier.verify(token ?? '', 'ingest'),
    ).toBeUndefined();
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 1, starts: 1 },
    ]);
  });

  it('gives up on a service that never becomes ready', async () => {
    const drive = harness.driveOptions();
    harness.startWorker({
      ...drive,
      timing: { ...drive.timing, readyTimeoutMs: 20 },
    });
    harness.runtime.neverReady.add(1);
    expect((await release()).failure).toMatchObject({
      step: 'start',
      message: expect.stringContaining('was not ready within 0.02 s'),
    });
    expect(harness.runtime.running(TARGET)).toEqual([]);
  });

  it.each([
    [{ status: 500, body: { error: 'boom' } }, 'got 500 instead of 200'],
    [{ status: 200, body: { fine: true } }, 'without well-formed outputs'],
    [
      { status: 200, body: { outputs: [{ name: 'other', data: [1] }] } },
      'without the outputs delayed of the signature',
    ],
  ])('fails a version that answers %j', async (answer, message) => {
    harness.startWorker();
    harness.runtime.answer = answer;
    expect((await release()).failure).toMatchObject({
      step: 'smoke',
      message: expect.stringContaining(message),
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual({ shares: [] });
  });

  it.each([
    [1, { status: 'live' }],
    [
      Infinity,
      {
        status: 'failed',
        failure: {
          step: 'smoke',
          message: expect.stringMatching(
            /^The smoke test got no answer from .+: fetch failed \(connect ECONNREFUSED\)$/,
          ),
        },
      },
    ],
  ])(
    'asks for a prediction again while the gateway is away: %s times',
    async (times, expected) => {
      let away = times;
      harness.startWorker(
        harness.driveOptions({
          fetch: async (...asked) => {
            away -= 1;
            if (away < 0) return harness.runtime.fetch(...asked);
            throw new TypeError('fetch failed', {
              cause: new Error('connect ECONNREFUSED'),
            });
          },
        }),
      );
      expect(await release()).toMatchObject(expected);
    },
  );

  it('keeps a log of each release step', async () => {
    harness.startWorker();
    const { id } = await release();
    const log = await harness.deployments.readStepLog(id, 'start', 0);
    expect(log.text).toContain('Version 1 started');
    expect(log.complete).toBe(true);
    expect(
      await harness.deployments.readStepLog(id, 'start', log.next),
    ).toEqual({ text: '', next: log.next, complete: true });
    expect(await harness.deployments.readStepLog(id, 'train', 0)).toMatchObject(
      { text: 'log of train\n' },
    );
  });

  it('queues one deployment per target; a newer one takes its place', async () => {
    harness.engine.stuck = true;
    harness.startWorker();
    const first = await harness.request();
    await harness.until(first.id, ({ status }) => status === 'building');
    const second = await harness.request();
    const third = await harness.request();
    expect(await harness.deployments.get(second.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message:
          'Superseded before it began: user:default/ada asked for a newer deployment',
      },
    });
    harness.engine.stuck = false;
    expect(await harness.finish(first.id)).toMatchObject({ status: 'live' });
    expect(await harness.finish(third.id)).toMatchObject({
      status: 'live',
      version: 2,
    });
  });

  it('leaves one queued of many requests at once', async () => {
    const requests = await Promise.all(
      [1, 2, 3, 4].map(() => harness.request()),
    );
    const deployments = await Promise.all(
      requests.map(({ id }) => harness.deployments.get(id)),
    );
    expect(
      deployments.filter(({ status }) => status === 'queued'),
    ).toHaveLength(1);
  });

  it('returns the deployment that the same key has made', async () => {
    const [first, again] = await Promise.all([
      harness.request({ idempotencyKey: 'task 1' }),
      harness.request({ idempotencyKey: 'task 1' }),
    ]);
    expect(again.id).toBe(first.id);
  });

  it('cancels a pipeline run that is under way', async () => {
    harness.engine.stuck = true;
    harness.startWorker();
    const { id } = await harness.request();
    await harness.until(id, ({ currentStep }) => currentStep === 'setup');
    await harness.deployments.cancel(id, 'user:default/ada');
    const cancelled = await harness.finish(id);
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      failure: { step: 'setup', message: 'Cancelled by user:default/ada' },
    });
    expect(statusesOf(cancelled)).toMatchObject({
      setup: 'cancelled',
      traffic: 'cancelled',
    });
    expect([...harness.engine.runs.values()]).toMatchObject([
      { cancelled: true },
    ]);
  });

  it('cancels one that waits, and refuses to cancel one that has ended', async () => {
    const { id } = await harness.request();
    const cancelled = await harness.deployments.cancel(id, 'user:default/ada');
    expect(cancelled.status).toBe('cancelled');
    await expect(
      harness.deployments.cancel(id, 'user:default/ada'),
    ).rejects.toThrow(`Deployment ${id} is cancelled already`);
  });

  it('lets a rollback stop the deployment that is under way', async () => {
    harness.startWorker();
    await release();
    const broken = await beginStuck();
    const rollback = await harness.request({ version: 1, trigger: 'rollback' });
    expect(await harness.finish(rollback.id)).toMatchObject({ status: 'live' });
    expect(await harness.deployments.get(broken.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message: 'user:default/ada asked to go back to version 1 meanwhile',
      },
    });
  });

  it.each(['rollback', 'stop'] as const)(
    'keeps the place of a %s that waits from a push, not from a person',
    async trigger => {
      harness.startWorker();
      await release();
      await harness.stopWorkers();
      const version = trigger === 'rollback' ? 1 : undefined;
      const { id } = await harness.request({ version, trigger });
      await expect(harness.request({ trigger: 'push' })).rejects.toThrow(
        `A ${trigger} in 'production' that user:default/ada has asked for has not begun yet`,
      );
      expect((await harness.deployments.get(id)).status).toBe('queued');
      await harness.request();
      expect((await harness.deployments.get(id)).status).toBe('cancelled');
    },
  );

  it.each(['rollback', 'stop'] as const)(
    'lets a %s wait that is asked for at once with pushes, and none of them',
    async trigger => {
      harness.startWorker();
      await release();
      await harness.stopWorkers();
      const version = trigger === 'rollback' ? 1 : undefined;
      const push = async () => harness.request({ trigger: 'push' });
      const [{ id }] = await Promise.all([
        harness.request({ version, trigger }),
        // Those that come first lose their place, and others are refused.
        ...Array.from({ length: 4 }, () => push().catch(() => undefined)),
      ]);
      expect((await harness.deployments.get(id)).status).toBe('queued');
    },
  );

  it('stops what serves, with its token, and can release it again', async () => {
    harness.startWorker();
    await release();
    await release();
    const token = harness.runtime.tokenOf(TARGET, 2);
    const stop = { trigger: 'stop', idempotencyKey: 'stop it' } as const;
    const { id } = await harness.request(stop);
    const stopped = await harness.finish(id);
    expect(stopped).toMatchObject({ status: 'stopped', version: 2 });
    expect(await harness.request(stop)).toMatchObject({ id });
    expect(statusesOf(stopped)).toEqual({ traffic: 'succeeded' });
    expect(harness.runtime.trafficOf(TARGET)).toEqual({ shares: [] });
    expect(harness.runtime.running(TARGET)).toEqual([]);
    expect(
      await harness.verifier.verify(token ?? '', 'ingest'),
    ).toBeUndefined();
    await expect(harness.request({ trigger: 'stop' })).rejects.toThrow(
      'No version of mlmodel:default/flight-delay serves in production, so there is nothing to stop',
    );

    const again = await harness.request({ version: 2 });
    expect(await harness.finish(again.id)).toMatchObject({
      status: 'live',
      previousVersion: undefined,
    });
    expect(harness.engine.runs.size).toBe(2);
  });

  it('lets a stop cancel the deployment that is under way', async () => {
    harness.startWorker();
    await release();
    const broken = await beginStuck();
    const stop = await harness.request({ trigger: 'stop' });
    expect(await harness.finish(stop.id)).toMatchObject({
      status: 'stopped',
      version: 1,
    });
    expect(await harness.deployments.get(broken.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message: 'user:default/ada asked to stop what serves there meanwhile',
      },
    });
    expect(harness.runtime.running(TARGET)).toEqual([]);
  });

  it('leaves all as it was when it cannot stop, and tries again', async () => {
    harness.startWorker();
    await release();
    const { runtime } = harness;
    const setTraffic = runtime.setTraffic.bind(runtime);
    runtime.setTraffic = async () => {
      throw new InputError('no such gateway');
    };
    const { id } = await harness.request({ trigger: 'stop' });
    const failed = await harness.finish(id);
    expect(failed).toMatchObject({
      status: 'failed',
      failure: {
        step: 'traffic',
        message: expect.stringContaining('no such gateway'),
        stillServing:
          'Version 1 went on serving production; callers noticed nothing.',
      },
    });
    expect(runtime.running(TARGET)).toEqual([{ version: 1, starts: 1 }]);
    runtime.setTraffic = setTraffic;

    const again = await retry(failed);
    expect(await harness.finish(again.id)).toMatchObject({
      status: 'stopped',
      trigger: 'stop',
    });
    expect(runtime.running(TARGET)).toEqual([]);
  });

  it.each(['start', 'smoke', 'traffic'])(
    'retries a release that failed in %s without building again',
    async step => {
      harness.startWorker();
      const { runtime } = harness;
      const setTraffic = runtime.setTraffic.bind(runtime);
      if (step === 'start') runtime.crashing.set(1, 'out of memory');
      if (step === 'smoke') runtime.answer.status = 500;
      if (step === 'traffic') {
        runtime.setTraffic = async () => {
          throw new InputError('no such gateway');
        };
      }
      const failed = await release();
      expect(failed).toMatchObject({ version: 1, failure: { step } });
      runtime.crashing.clear();
      runtime.answer.status = 200;
      runtime.setTraffic = setTraffic;
      const { id } = await retry(failed);
      const retried = await harness.finish(id);
      expect(retried).toMatchObject({
        status: 'live',
        version: 1,
        trigger: 'retry',
      });
      expect(Object.keys(statusesOf(retried))).toEqual([
        'start',
        'smoke',
        'traffic',
      ]);
      expect(harness.engine.runs.size).toBe(1);
    },
  );

  it('retries once, however often it is asked to', async () => {
    harness.startWorker();
    harness.engine.failing = 'test';
    const failed = await release();
    const [one, other] = await Promise.all([retry(failed), retry(failed)]);
    expect(other.id).toBe(one.id);
    const again = await harness.finish(one.id);
    expect((await retry(failed)).id).toBe(again.id);
    // The retry that failed is retried by itself.
    expect((await retry(again)).id).not.toBe(again.id);
  });

  it('retries a failed build at the same commit', async () => {
    harness.startWorker();
    harness.engine.failing = 'test';
    const failed = await release();
    expect(failed.resumesFrom).toBe('test');
    harness.engine.failing = undefined;
    const { id } = await retry(failed);
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      commit: { sha: 'c'.repeat(40) },
      resumesFrom: undefined,
    });
    const runOf = (deploymentId: string) => `run of ${deploymentId}`;
    expect(harness.engine.runs.get(runOf(id))?.request.resumeFrom).toEqual({
      engine: 'local',
      runId: runOf(failed.id),
    });
    expect(
      harness.engine.runs.get(runOf(failed.id))?.request.resumeFrom,
    ).toBeUndefined();
  });

  it('promises to resume no build of an engine that builds all anew', async () => {
    harness.engine.resumes = false;
    harness.startWorker();
    harness.engine.failing = 'test';
    expect((await release()).resumesFrom).toBeUndefined();
  });

  it('tells by their commits apart what is listed, though nothing was built', async () => {
    harness.startWorker();
    harness.engine.failing = 'test';
    const failed = ['a', 'b'].map(digit => digit.repeat(40));
    for (const commit of failed) {
      await harness.finish((await harness.request({ commit })).id);
    }
    await harness.stopWorkers();
    await harness.request({ commit: 'e'.repeat(40) });
    const { items } = await harness.deployments.list(TARGET.modelRef, {
      limit: 3,
    });
    expect(items.map(({ status, commit }) => [status, commit?.sha])).toEqual([
      ['queued', 'e'.repeat(40)],
      ['failed', failed[1]],
      ['failed', failed[0]],
    ]);
  });

  /** @returns a deployment whose workflow registers its version itself */
  async function buildElsewhere(report: ModelReport): Promise<Deployment> {
    harness.startWorker();
    harness.engine.output = undefined;
    const { id } = await harness.request();
    await harness.until(id, ({ currentStep }) => currentStep === 'register');
    const register = await harness.versions.prepare({
      modelRef: TARGET.modelRef,
      runId: `run of ${id}`,
      report,
      referenceRows: [aReferenceRow()],
      artifactUri: 'file:///artifacts/by-hand.tar.gz',
      commit: { sha: 'd'.repeat(40) },
    });
    await harness.database.transaction(register);
    return harness.finish(id);
  }

  it('waits for a version that the workflow registers itself', async () => {
    expect(await buildElsewhere(aModelReport())).toMatchObject({
      status: 'live',
      version: 1,
    });
  });

  it('fails where the workflow registered one that misses its evaluation gate, and goes on with it in no retry', async () => {
    const failed = await buildElsewhere(aModelReport({ gate: MISSED_GATE }));
    expect(failed).toMatchObject({
      status: 'failed',
      version: undefined,
      failure: {
        step: 'register',
        message: expect.stringContaining('roc_auc 0.61 is not >= 0.65'),
      },
    });
  });

  it('fails where the run succeeded and no version came of it', async () => {
    harness.engine.output = undefined;
    harness.startWorker();
    expect(await release()).toMatchObject({
      status: 'failed',
      version: undefined,
      failure: {
        step: 'register',
        message: expect.stringMatching(
          /succeeded but has not registered a version: let its workflow end with POST/,
        ),
      },
    });
  });

  it('fails where the engine has forgotten the run', async () => {
    harness.startWorker();
    harness.engine.onDescribe = async () => harness.engine.runs.clear();
    expect(await release()).toMatchObject({
      status: 'failed',
      failure: {
        step: 'setup',
        message: expect.stringMatching(/run of .*/),
      },
    });
  });

  it('asks an engine again that does not answer', async () => {
    harness.startWorker();
    const describeRun = harness.engine.describe.bind(harness.engine);
    let outages = 3;
    harness.engine.describe = async ref => {
      if (outages > 0) {
        outages -= 1;
        throw new Error('connect ECONNREFUSED');
      }
      return describeRun(ref);
    };
    expect(await release()).toMatchObject({ status: 'live' });
  });

  it('fails with what the engine says when it never answers', async () => {
    harness.startWorker();
    harness.engine.describe = async () => {
      throw new Error('connect ECONNREFUSED');
    };
    expect((await release()).failure).toMatchObject({
      message: 'connect ECONNREFUSED',
    });
  });

  it('shares the work with other replicas, each deployment driven by one', async () => {
    [1, 2, 3].forEach(() => harness.startWorker());
    const models = ['a', 'b', 'c', 'd'].map(name => `mlmodel:default/${name}`);
    const requests = await Promise.all(
      models.map(modelRef => harness.request({ modelRef })),
    );
    await Promise.all(requests.map(({ id }) => harness.finish(id)));
    expect(
      models.map(modelRef => harness.runtime.running({ ...TARGET, modelRef })),
    ).toEqual(models.map(() => [{ version: 1, starts: 1 }]));
    expect(harness.runtime.requests).toHaveLength(models.length);
  });

  it('knows what each step took the last time', async () => {
    harness.startWorker();
    await release();
    harness.engine.stuck = true;
    const requested = await harness.request();
    expect(
      requested.steps.map(({ name, lastSeconds }) => [name, lastSeconds]),
    ).toEqual([
      ['setup', 0],
      ['test', 0],
      ['train', 0],
      ['register', expect.any(Number)],
      ['start', expect.any(Number)],
      ['smoke', expect.any(Number)],
      ['traffic', expect.any(Number)],
    ]);
    expect(requested.progress).toBe(0);
  });
});
