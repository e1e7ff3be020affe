import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { aDisagreement } from '../__testUtils__/InMemoryCanaryObserver';
import { DatabaseDeploymentMarkers } from './DatabaseDeploymentMarkers';
import { DatabaseServingHistory } from './history/DatabaseServingHistory';

const ALL_TO = (version: number) => ({
  shares: [{ version, weight: 100, role: 'primary' }],
});
const COPIED = { ...ALL_TO(1), shadow: [2] };

describeEachDatabase('A shadow', openDatabase => {
  let harness: DeploymentHarness;
  let seconds: number;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    // A second for each time that somebody asks for the time.
    seconds = Date.UTC(2026, 5, 1) / 1000;
    harness.startWorker(
      harness.driveOptions({ now: () => new Date((seconds += 1) * 1000) }),
    );
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const asShadow = aModelEntity({
    spec: { release: { production: { strategy: 'shadow' } } },
  });

  async function release(model = asShadow): Promise<Deployment> {
    const { id } = await harness.request({ model });
    return harness.finish(id);
  }

  const stepOf = ({ steps }: Deployment) =>
    steps.find(({ name }) => name === 'shadow');

  it('gets copies of the requests, and takes them over once it is found good', async () => {
    await release();
    const seen: unknown[] = [];
    harness.canaries.onLook = async ({ since: _, ...observed }) => {
      expect(observed).toEqual({
        ...TARGET,
        candidate: 2,
        live: 1,
        shadow: { tolerance: 0.05 },
      });
      seen.push(harness.runtime.trafficOf(TARGET));
    };
    const { id } = await harness.request({ model: asShadow });
    await harness.until(id, ({ status }) => status === 'shadow');
    const deployment = await harness.finish(id);

    expect(seen.length).toBe(10);
    expect(seen.every(split => split === seen[0])).toBe(true);
    expect(seen[0]).toEqual(COPIED);
    expect(deployment).toMatchObject({
      status: 'live',
      canary: { weights: [], shadow: { tolerance: 0.05 } },
      comparison: { candidate: 2, live: 1, weight: 0, samples: 1_000 },
    });
    expect(stepOf(deployment)?.message).toMatch(
      /^Kept to its guardrails: 0 % of its 1,000 requests failed .*; it answers 0 % of 1,000 requests otherwise than version 1 \(limit 30 %\)$/,
    );
    expect(deployment.steps.map(({ name }) => name)).not.toContain('canary');
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    const { text } = await harness.deployments.readStepLog(id, 'shadow', 0);
    expect(text).toContain(
      'Version 2 gets a copy of each request, version 1 answers the callers',
    );
  });

  it('leaves the shares that were set by hand to the callers', async () => {
    await release();
    await release();
    await harness.finish((await harness.editTraffic({ 1: 60, 2: 40 })).id);
    const shared = {
      shares: [
        { version: 1, weight: 60, role: 'primary' },
        { version: 2, weight: 40, role: 'primary' },
      ],
    };
    const seen: unknown[] = [];
    harness.canaries.onLook = async () => {
      seen.push(harness.runtime.trafficOf(TARGET));
      harness.canaries.candidate.errors = 900;
    };
    const deployment = await release();
    expect(seen).toEqual([{ ...shared, shadow: [3] }]);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(shared);
    expect(deployment.failure?.stillServing).toBe(
      'Requests in production went on being answered by version 1 60 %, version 2 40 %.',
    );
  });

  it('ends when it answers otherwise than the live version too often, kept for inspection', async () => {
    await release();
    const examples = [
      {
        outputs: ['delayed'],
        candidate: { id: 'c', row: 0 },
        live: { id: 'l', row: 0 },
      },
    ];
    harness.canaries.disagreement = aDisagreement({ differing: 400, examples });
    const deployment = await release();
    expect(deployment).toMatchObject({
      status: 'failed',
      failure: {
        step: 'shadow',
        message: expect.stringMatching(
          /^Version 2 broke its guardrails as a shadow: it answers 40 % of 1,000 requests otherwise than version 1 \(limit 30 %\)\. No caller got an answer of it\. It runs on without requests .* \(traffic:shadow\), mend it and deploy again\.$/,
        ),
        stillServing:
          'Version 1 went on serving production; callers noticed nothing.',
      },
      comparison: { examples },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.runtime.running(TARGET).map(it => it.version)).toEqual([
      1, 2,
    ]);
    expect(harness.failureNotices).toMatchObject([
      { deploymentId: deployment.id, step: 'shadow', putBack: 2 },
    ]);
    // Nobody got an answer of it: charts and the past know of none.
    const markers = await new DatabaseDeploymentMarkers(harness.database).list(
      TARGET,
    );
    expect(markers).toMatchObject([{ kind: 'deployment', version: 1 }]);
    const history = new DatabaseServingHistory(harness.database);
    const at = new Date(stepOf(deployment)?.endedAt ?? '');
    expect(await history.listAt(TARGET.modelRef, at)).toMatchObject([
      { shares: [{ version: 1, weight: 100 }] },
    ]);
  });

  it.each<[string, (id: string) => Promise<unknown> | void, string]>([
    [
      'somebody cancels',
      id => harness.deployments.cancel(id, 'user:default/ada'),
      'Cancelled by user:default/ada',
    ],
    [
      'its service crashes',
      () => harness.runtime.crash({ ...TARGET, version: 2 }, 'Killed'),
      'The service of version 2 crashed while it answered copies of requests. Killed',
    ],
  ])('gets no copy any more when %s', async (_, happen, message) => {
    await release();
    const { id } = await harness.request({ model: asShadow });
    harness.canaries.onLook = async () => {
      await happen(id);
    };
    const deployment = await harness.finish(id);
    expect(deployment.failure?.message).toBe(message);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
  });

  it('gets no copy any more when putting back has failed at first', async () => {
    await release();
    harness.canaries.disagreement.differing = 900;
    const setTraffic = harness.runtime.setTraffic.bind(harness.runtime);
    let refusals = 0;
    harness.runtime.setTraffic = async (target, split) => {
      // As the step puts it back; what tidies up after it is heard.
      if (!split.shadow && refusals === 0) {
        refusals += 1;
        throw Object.assign(new Error('No'), { name: 'NotAllowedError' });
      }
      return setTraffic(target, split);
    };
    expect((await release()).status).toBe('failed');
    expect(refusals).toBe(1);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
  });

  it('is none where nothing serves, nor where the runtime sends no copies', async () => {
    expect(stepOf(await release())?.message).toBe(
      'Nothing else serves production that version 1 could be compared with',
    );
    harness.runtime.splitsTraffic = false;
    expect(stepOf(await release())?.message).toBe(
      "Released without a judgement: the serving runtime 'local' cannot split traffic, so version 2 cannot be tried on a copy of it",
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
  });

  it('is watched no longer than it bakes where nobody asks, whoever tried it by hand', async () => {
    await release();
    let looks = 0;
    harness.canaries.live.requests = 0;
    harness.canaries.candidate.requests = 1;
    harness.canaries.onLook = async () => {
      looks += 1;
    };
    const deployment = await release();
    expect(looks).toBe(10);
    expect(stepOf(deployment)?.message).toBe(
      'Released without a judgement: no request came meanwhile, to version 2 or to the live one',
    );
  });

  it('is held where the risk is high and its answers cannot be compared, until they can', async () => {
    const risky = aModelEntity({
      spec: {
        riskTier: 'high',
        release: { production: { strategy: 'shadow' } },
      },
    });
    const approved = async () => {
      const requested = await harness.request({ model: risky });
      await harness.approveOnceItWaits(requested);
      return requested.id;
    };
    await harness.finish(await approved());
    harness.canaries.disagreement = aDisagreement({ n: 0, withoutBody: 1_000 });
    const id = await approved();
    const held = await harness.until(id, ({ status }) => status === 'held');
    expect(held.hold?.reason).toMatch(
      /^not measured: its answers are not compared one by one/,
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(COPIED);
    harness.canaries.disagreement = aDisagreement();
    expect((await harness.finish(id)).status).toBe('live');
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
  });

  it('waits for the live version, which has crashed and is to be started again', async () => {
    await release();
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed', 'waiting');
    const { id } = await harness.request({ model: asShadow });
    await harness.until(id, ({ status }) => status === 'shadow');
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed', 'starting');
    expect(stepOf(await harness.finish(id))?.message).toMatch(
      /^Kept to its guardrails/,
    );
  });
});
