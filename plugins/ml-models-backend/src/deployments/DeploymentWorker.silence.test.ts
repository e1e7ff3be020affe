import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { Silence } from '../__testUtils__/Silence';
import { DeploymentWorker } from './DeploymentWorker';
import { ANSWER_LIMITS, AnswerLimits } from './drive/answerLimits';

interface Hang {
  engine?: 'cancel' | 'describe' | 'readOutput' | 'trigger';
  runtime?: 'describe' | 'setTraffic' | 'start' | 'stop';
}

describeEachDatabase('A deployment whose adapter hangs', openDatabase => {
  let harness: DeploymentHarness;
  let unhandled: unknown[];
  const noteUnhandled = (error: unknown) => unhandled.push(error);

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    unhandled = [];
    process.on('unhandledRejection', noteUnhandled);
  });

  afterEach(async () => {
    await harness.stopWorkers();
    process.off('unhandledRejection', noteUnhandled);
  });

  /** @param limits - the others are those of real life, longer than any test */
  function startSilenced(
    silence: Silence,
    { engine, runtime }: Hang,
    limits: Partial<AnswerLimits> = {},
  ): DeploymentWorker {
    const drive = harness.driveOptions();
    const silentEngine: PipelineEngine = engine
      ? silence.of<PipelineEngine>(harness.engine, engine)
      : harness.engine;
    const silentRuntime: ServingRuntime = runtime
      ? silence.of<ServingRuntime>(harness.runtime, runtime)
      : harness.runtime;
    return harness.startWorker({
      ...drive,
      pipelineEngines: new Map([['local', silentEngine]]),
      servingRuntimes: new Map([['local', silentRuntime]]),
      timing: { ...drive.timing, answerMs: { ...ANSWER_LIMITS, ...limits } },
    });
  }

  async function release(): Promise<Deployment> {
    const { id } = await harness.request();
    return harness.finish(id);
  }

  it.each<[Hang, Partial<AnswerLimits>, { step: string; who: string }]>([
    [
      { engine: 'trigger' },
      { trigger: 1 },
      { step: 'setup', who: "The pipeline engine 'local'" },
    ],
    [
      { engine: 'readOutput' },
      { readOutput: 2 },
      { step: 'register', who: "The pipeline engine 'local'" },
    ],
    [
      { runtime: 'start' },
      { start: 3 },
      { step: 'start', who: "The serving runtime 'local'" },
    ],
    [
      { runtime: 'setTraffic' },
      { setTraffic: 4 },
      { step: 'traffic', who: "The serving runtime 'local'" },
    ],
  ])(
    'fails where %j does so for good, whatever comes later',
    async (hang, limits, { step, who }) => {
      const silence = new Silence();
      startSilenced(silence, hang, limits);
      const failed = await release();
      const [[method, limitMs]] = Object.entries(limits);
      expect(failed).toMatchObject({
        status: 'failed',
        failure: {
          step,
          message: `${who} has not answered '${method}' within ${
            limitMs / 1_000
          } s: see whether it hangs, then retry`,
        },
      });
      expect(silence.breakOff()).toBe(5);
      await new Promise(resolve => setImmediate(resolve));
      expect(unhandled).toEqual([]);
      expect(await harness.deployments.get(failed.id)).toEqual(failed);
    },
  );

  it('asks again, and goes on with the answer', async () => {
    startSilenced(new Silence(2), { engine: 'describe' }, { describe: 1 });
    expect(await release()).toMatchObject({ status: 'live', version: 1 });
  });

  it.each<[Hang, Partial<AnswerLimits>, string]>([
    [{ engine: 'describe' }, {}, 'setup'],
    [{ engine: 'readOutput' }, {}, 'register'],
    [{ runtime: 'start' }, {}, 'start'],
    // It is asked once more, for what is to be tidied up.
    [{ runtime: 'describe' }, { describe: 100 }, 'start'],
  ])('is cancelled while %j does so', async (hang, limits, step) => {
    const silence = new Silence();
    startSilenced(silence, hang, limits);
    const { id } = await harness.request();
    await silence.asked;
    await harness.deployments.cancel(id, 'user:default/ada');
    expect(await harness.finish(id)).toMatchObject({
      status: 'cancelled',
      failure: { step, message: 'Cancelled by user:default/ada' },
    });
  });

  it('is cancelled though its run can not be found to be ended', async () => {
    const silence = new Silence();
    startSilenced(silence, { engine: 'trigger' }, { cancel: 1 });
    const { id } = await harness.request();
    await silence.asked;
    await harness.deployments.cancel(id, 'user:default/ada');
    expect(await harness.finish(id)).toMatchObject({ status: 'cancelled' });
    // To find it, it was asked for once more, and not again and again.
    expect(silence.breakOff()).toBe(2);
  });

  it('moves its traffic to the end, whoever cancels meanwhile', async () => {
    const silence = new Silence(1);
    startSilenced(silence, { runtime: 'setTraffic' }, { setTraffic: 20 });
    const { id } = await harness.request();
    await silence.asked;
    await harness.deployments.cancel(id, 'user:default/ada');
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
  });

  it.each<Hang>([
    { engine: 'trigger' },
    { engine: 'describe' },
    { runtime: 'start' },
    { runtime: 'setTraffic' },
    { runtime: 'stop' },
  ])('is left at once by a worker that stops while %j', async hang => {
    harness.startWorker();
    await release();
    await release();
    await harness.stopWorkers();
    const silence = new Silence();
    const worker = startSilenced(silence, hang);
    const { id } = await harness.request();
    await silence.asked;
    await worker.stop();
    harness.startWorker();
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      version: 3,
    });
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 2, starts: 1 },
      { version: 3, starts: 1 },
    ]);
  });
});
