import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DatabaseDeploymentMarkers } from './DatabaseDeploymentMarkers';

const CANARY_SPLIT = {
  shares: [
    { version: 1, weight: 90, role: 'primary' },
    { version: 2, weight: 10, role: 'canary' },
  ],
};
const ALL_TO = (version: number) => ({
  shares: [{ version, weight: 100, role: 'primary' }],
});

describeEachDatabase('A canary', openDatabase => {
  let harness: DeploymentHarness;
  let seconds: number;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    // A second for each time that somebody asks for the time.
    seconds = Date.UTC(2026, 5, 1) / 1000;
    harness.startWorker(
      harness.driveOptions({ now: () => new Date((seconds += 1) * 1000) }),
    );
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  /** Says nothing of how its versions are released. */
  const byDefault = aModelEntity({ spec: { release: {} } });

  /** Releases one more version of the model. */
  async function release(model = byDefault): Promise<Deployment> {
    const { id } = await harness.request({ model });
    return harness.finish(id);
  }

  const canaryStep = ({ steps }: Deployment) =>
    steps.find(({ name }) => name === 'canary');

  it('answers a tenth of the requests until it is found good', async () => {
    await release();
    const splits: unknown[] = [];
    const sinces = new Set<number>();
    harness.canaries.onLook = async ({ since, begun, ...observed }) => {
      expect(begun).toEqual(since);
      expect(observed).toEqual({ ...TARGET, candidate: 2, live: 1 });
      sinces.add(since.getTime());
      splits.push(harness.runtime.trafficOf(TARGET));
    };
    const deployment = await release();

    expect(deployment).toMatchObject({
      status: 'live',
      canary: { weights: [10], bakeSeconds: 60, minSamples: 500 },
    });
    expect(canaryStep(deployment)).toMatchObject({
      status: 'succeeded',
      message: expect.stringMatching(
        /^Kept to its guardrails: 0 % of its 1,000 requests failed \(limit 1 %\); p95/,
      ),
    });
    expect(splits.length).toBeGreaterThan(1);
    expect(splits.every(split => split === splits[0])).toBe(true);
    expect(splits[0]).toEqual(CANARY_SPLIT);
    expect(sinces.size).toBe(1);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    const log = await harness.deployments.readStepLog(
      deployment.id,
      'canary',
      0,
    );
    expect(log.text).toContain('Version 2 answers 10 % of the requests');
    expect(log.text).toContain('it predicts as version 1 does');
  });

  it('keeps how it compared at the last look, as it goes on and when it has ended', async () => {
    await release();
    const { id } = await harness.request({ model: byDefault });
    const seen: Array<Deployment['comparison']> = [];
    harness.canaries.onLook = async () => {
      seen.push((await harness.deployments.get(id)).comparison);
      harness.canaries.candidate = { requests: 40, errors: 0, latencyMs: 20 };
      if (seen.length === 3) harness.canaries.candidate.errors = 40;
    };
    const { status, comparison } = await harness.finish(id);
    expect(status).toBe('failed');
    const [first, second, third, ...more] = seen;
    expect([first, more]).toEqual([undefined, []]);
    expect([second?.samples, third?.samples]).toEqual([40, 40]);
    expect(Date.parse(third?.judgedAt ?? '')).toBeGreaterThan(
      Date.parse(second?.judgedAt ?? ''),
    );
    expect(comparison).toMatchObject({
      candidate: 2,
      live: 1,
      weight: 10,
      since: second?.since,
      samples: 40,
      minSamples: 500,
    });
    expect(
      comparison?.guardrails.map(({ guardrail, outcome }) => [
        guardrail,
        outcome,
      ]),
    ).toEqual([
      ['error-rate', 'broken'],
      ['latency', 'unmeasured'],
      ['output', 'kept'],
      ['quality', 'unmeasured'],
    ]);
  });

  it('is none where nothing serves yet', async () => {
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(deployment.comparison).toBeUndefined();
    expect(canaryStep(deployment)?.message).toBe(
      'Nothing else serves production that version 1 could be compared with',
    );
  });

  it('is none where what serves has crashed, and is to be mended', async () => {
    await release();
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed');
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(canaryStep(deployment)?.message).toBe(
      'Released without a judgement: version 1 does not answer, so there is nothing to compare version 2 with',
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
  });

  it('waits for the live version, which has crashed and is to be started again', async () => {
    await release();
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed', 'waiting');
    const { id } = await harness.request({ model: byDefault });
    await harness.until(id, ({ status }) => status === 'canary');
    seconds += 600;
    let looks = 0;
    harness.canaries.onLook = async () => {
      looks += 1;
    };
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed', 'starting');
    const deployment = await harness.finish(id);
    expect(canaryStep(deployment)?.message).toMatch(/^Kept to its guardrails/);
    // The time that was waited is none in which it was watched.
    expect(looks).toBe(10);
  });

  it('is none where the runtime does not split traffic', async () => {
    harness.runtime.splitsTraffic = false;
    await release();
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(canaryStep(deployment)?.message).toBe(
      "Released without a judgement: the serving runtime 'local' cannot split traffic, so version 2 cannot be tried on a share of it",
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
  });

  it('is none where versions go all at once, nor of a rollback', async () => {
    await release();
    await release();
    const plain = await release(aModelEntity());
    expect(plain).toMatchObject({ status: 'live', canary: undefined });
    expect(canaryStep(plain)).toBeUndefined();
    const { id } = await harness.request({
      model: byDefault,
      version: 2,
      trigger: 'rollback',
    });
    expect(canaryStep(await harness.finish(id))).toBeUndefined();
  });

  it('is put back at the first look that finds a limit broken', async () => {
    await release();
    harness.canaries.candidate = { requests: 200, errors: 30, latencyMs: 20 };
    const seen: unknown[] = [];
    harness.canaries.onLook = async () => {
      seen.push(harness.runtime.trafficOf(TARGET));
    };
    const deployment = await release();

    expect(seen).toEqual([CANARY_SPLIT]);
    expect(deployment).toMatchObject({
      status: 'failed',
      failure: {
        step: 'canary',
        message: expect.stringMatching(
          /^Version 2 broke its guardrails with 10 % of the requests: 15 % of its 200 requests failed \(limit 1 %\)\. It runs on without requests until the next deployment, at \/versions\/2 of the endpoint\./,
        ),
        stillServing: 'Version 1 took all requests in production back.',
      },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    const markers = new DatabaseDeploymentMarkers(harness.database);
    expect(await markers.listEnvironments(TARGET.modelRef)).toEqual([
      TARGET.environment,
    ]);
    expect(await markers.list(TARGET)).toMatchObject([
      { kind: 'deployment', version: 1 },
      {
        kind: 'canary',
        version: 2,
        text: 'Version 2 was put back from its canary',
        time: deployment.endedAt,
      },
    ]);
    expect(harness.failureNotices).toMatchObject([
      { deploymentId: deployment.id, step: 'canary', putBack: 2 },
    ]);
  });

  it('is kept without requests once it was put back, until the next deployment', async () => {
    await release();
    harness.canaries.candidate = { requests: 200, errors: 30, latencyMs: 20 };
    await release();
    const running = () =>
      harness.runtime.running(TARGET).map(({ version }) => version);
    expect(running()).toEqual([1, 2]);
    expect(
      await harness.verifier.verify(
        harness.runtime.tokenOf(TARGET, 2) ?? '',
        'ingest',
      ),
    ).toBeDefined();

    await release(aModelEntity());
    expect(running()).toEqual([1, 3]);
  });

  it('is put back when its service crashes', async () => {
    await release();
    harness.canaries.onLook = async () => {
      harness.runtime.crash({ ...TARGET, version: 2 }, 'Killed');
    };
    const deployment = await release();
    expect(deployment).toMatchObject({
      status: 'failed',
      failure: {
        step: 'canary',
        message:
          'The service of version 2 crashed while it answered requests. Killed',
      },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    // There is nothing to ask: what it printed last is in the log.
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
  });

  it('is put back when somebody cancels', async () => {
    await release();
    const { id } = await harness.request({ model: byDefault });
    harness.canaries.onLook = async () => {
      await harness.deployments.cancel(id, 'user:default/ada');
    };
    const deployment = await harness.finish(id);
    expect(deployment).toMatchObject({
      status: 'cancelled',
      failure: { message: 'Cancelled by user:default/ada' },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
  });

  it('is watched for longer while it has too few requests', async () => {
    await release();
    let looks = 0;
    harness.canaries.candidate = { requests: 3, errors: 0, latencyMs: 20 };
    harness.canaries.onLook = async () => {
      looks += 1;
      if (looks === 13) harness.canaries.candidate.requests = 500;
    };
    const deployment = await release();
    expect(looks).toBe(13);
    expect(canaryStep(deployment)?.message).toMatch(/^Kept to its guardrails/);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'predictions cannot be compared',
      () => {
        harness.canaries.outputs = [
          { name: 'delayed', decision: 'unknown', redacted: true },
        ];
      },
      /\. Not measured: its predictions of delayed are not compared/,
    ],
    [
      'no answer was timed',
      () => {
        harness.canaries.candidate.timed = 0;
      },
      /\. Not measured: none of its answers was timed\. Not known yet: of its/,
    ],
  ])('is released with a warning when %s', async (_, spoil, tellsWhat) => {
    await release();
    spoil();
    const deployment = await release();
    expect(deployment.status).toBe('live');
    const message = canaryStep(deployment)?.message;
    expect(message).toMatch(
      /^Kept to its guardrails, as far as they could be measured: 0 % of its/,
    );
    expect(message).toMatch(tellsWhat);
    const { text } = await harness.deployments.readStepLog(
      deployment.id,
      'canary',
      0,
    );
    expect(text).toMatch(/Not measured: /);
  });

  it('is watched no longer than it bakes where nobody asks', async () => {
    await release();
    let looks = 0;
    const none = { requests: 0, errors: 0, latencyMs: 20 };
    Object.assign(harness.canaries, { candidate: none, live: none });
    harness.canaries.onLook = async () => {
      looks += 1;
    };
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(looks).toBe(10);
    expect(canaryStep(deployment)?.message).toBe(
      'Released without a judgement: no request came meanwhile, to version 2 or to the live one',
    );
  });

  it('is released with a warning when too few requests come at all', async () => {
    await release();
    harness.canaries.candidate = { requests: 3, errors: 0, latencyMs: 20 };
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(canaryStep(deployment)?.message).toMatch(
      /^Released without a judgement: too few requests came to judge version 2 by \(500 are needed\)/,
    );
  });

  describe('of linear steps', () => {
    const stepwise = (spec: object = {}) =>
      aModelEntity({
        spec: {
          guardrails: { bake: 'PT1M' },
          release: { production: { strategy: 'linear', weights: [5, 50] } },
          ...spec,
        },
      });
    const weightOf2 = () =>
      harness.runtime
        .trafficOf(TARGET)
        .shares.find(({ version }) => version === 2)?.weight;

    it('takes one share after another, each judged by what came of itself', async () => {
      await release();
      const steps = new Map<number, Set<number | undefined>>();
      harness.canaries.onLook = async ({ since }) => {
        const weights = steps.get(since.getTime()) ?? new Set();
        steps.set(since.getTime(), weights.add(weightOf2()));
      };
      const deployment = await release(stepwise());

      expect(deployment).toMatchObject({
        status: 'live',
        canary: { weights: [5, 50] },
        comparison: { weight: 50 },
      });
      expect([...steps.values()].map(weights => [...weights])).toEqual([
        [5],
        [50],
      ]);
      const [first, second] = [...steps.keys()];
      expect(second - first).toBeGreaterThanOrEqual(60_000);
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
      const { text } = await harness.deployments.readStepLog(
        deployment.id,
        'canary',
        0,
      );
      expect(text).toMatch(
        /With 5 % of the requests: Kept to its guardrails: 0 % of its 1,000/,
      );
    });

    it('is put back from any of them', async () => {
      await release();
      harness.canaries.onLook = async () => {
        harness.canaries.candidate.errors = weightOf2() === 50 ? 500 : 0;
      };
      const deployment = await release(stepwise());
      expect(deployment.failure?.message).toMatch(
        /^Version 2 broke its guardrails with 50 % of the requests: 50 % of/,
      );
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    });

    it('goes on with a warning when too few requests come to one', async () => {
      await release();
      harness.canaries.onLook = async () => {
        harness.canaries.candidate.requests = weightOf2() === 50 ? 500 : 3;
      };
      const deployment = await release(stepwise());
      expect(canaryStep(deployment)?.message).toMatch(
        /^Kept to its guardrails/,
      );
      const { text } = await harness.deployments.readStepLog(
        deployment.id,
        'canary',
        0,
      );
      expect(text).toMatch(
        /With 5 % of the requests: Went on without a judgement: too few/,
      );
    });

    it('may be held in one that follows a hold that ended by itself', async () => {
      await release();
      const requested = await harness.request({
        model: stepwise({ riskTier: 'high' }),
      });
      await harness.approveOnceItWaits(requested);
      const { id } = requested;
      const heldWith: Array<number | undefined> = [];
      harness.canaries.onLook = async () => {
        const { status } = await harness.deployments.get(id);
        const { candidate } = harness.canaries;
        if (status !== 'held') {
          candidate.timed = 0;
        } else if (heldWith.at(-1) !== weightOf2()) {
          heldWith.push(weightOf2());
          candidate.timed = undefined;
        }
      };
      expect((await harness.finish(id)).status).toBe('live');
      expect(heldWith).toEqual([5, 50]);
    });
  });

  it('waits for the live version, which is being brought back', async () => {
    await release();
    const { id } = await harness.request({ model: byDefault });
    harness.runtime.crash({ ...TARGET, version: 1 }, 'restarting', 'starting');
    expect((await harness.finish(id)).status).toBe('live');
  });
});
