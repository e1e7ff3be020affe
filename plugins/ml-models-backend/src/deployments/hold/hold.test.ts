import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DeploymentWorker } from '../DeploymentWorker';
import { freeAllLeases } from '../store/claimDeployment';

const GRACE = 'user:default/grace';
const MARY = 'user:default/mary';
const FEW = { requests: 3, errors: 0, latencyMs: 20 };
const MANY = { requests: 1_000, errors: 0, latencyMs: 20 };
const SPLIT = {
  shares: [
    { version: 1, weight: 90, role: 'primary' },
    { version: 2, weight: 10, role: 'canary' },
  ],
};
const ALL_TO = (version: number) => ({
  shares: [{ version, weight: 100, role: 'primary' }],
});

describeEachDatabase('A canary that cannot be judged', openDatabase => {
  let harness: DeploymentHarness;
  let now: () => Date;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    // A second for each time that somebody asks for the time.
    let seconds = Date.UTC(2026, 5, 1) / 1000;
    now = () => new Date((seconds += 1) * 1000);
    startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function startWorker() {
    return harness.startWorker(harness.driveOptions({ now }));
  }

  const model = aModelEntity({
    spec: { riskTier: 'high', guardrails: { bake: 'PT10S' } },
  });

  /** Asks for one more version, and lets it be started. */
  async function request(modelRef = TARGET.modelRef): Promise<Deployment> {
    const requested = await harness.request({ model, modelRef });
    await harness.approveOnceItWaits(requested);
    return requested;
  }

  function untilHeld({ id }: Deployment): Promise<Deployment> {
    return harness.until(id, ({ status }) => status === 'held');
  }

  /** @returns one that is held, of the second version of a model */
  async function held(modelRef = TARGET.modelRef): Promise<Deployment> {
    harness.canaries.candidate = { ...MANY };
    await harness.finish((await request(modelRef)).id);
    harness.canaries.candidate = { ...FEW };
    const deployment = await untilHeld(await request(modelRef));
    // Of what came before.
    harness.approvalOutcomes.length = 0;
    return deployment;
  }

  function decide(
    { id, modelRef }: Deployment,
    changes: {
      by?: string;
      decision?: 'approved' | 'rejected';
      comment?: string;
      modelRef?: string;
    } = {},
  ): Promise<Deployment> {
    return harness.deployments.decideHold({
      id,
      modelRef,
      by: GRACE,
      decision: 'approved',
      ...changes,
    });
  }

  function noticesOfHolds() {
    return harness.approvalNotices.filter(notice => notice.held !== undefined);
  }

  it('is held with its share of the requests, and released by somebody else', async () => {
    const deployment = await held();
    expect(deployment).toMatchObject({
      currentStep: 'canary',
      hold: {
        reason: expect.stringMatching(
          /^too few requests came to judge version 2 by \(500 are needed\)/,
        ),
        since: expect.stringMatching(/Z$/),
      },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(SPLIT);
    expect(noticesOfHolds()).toEqual([
      {
        ...TARGET,
        deploymentId: deployment.id,
        version: 2,
        requestedBy: 'user:default/ada',
        held: deployment.hold?.reason,
      },
    ]);
    await decide(deployment, { comment: 'Few use it' });
    const live = await harness.finish(deployment.id);
    expect(live).toMatchObject({
      status: 'live',
      hold: {
        decision: 'approved',
        decidedBy: GRACE,
        decidedAt: expect.stringMatching(/Z$/),
        comment: 'Few use it',
      },
      // Who let it be started is kept beside it.
      approval: { decision: 'approved', decidedBy: GRACE },
    });
    expect(live.steps.find(({ name }) => name === 'canary')?.message).toMatch(
      /^Released by user:default\/grace: Few use it\. It had been held: too few/,
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    expect(harness.approvalOutcomes).toEqual([
      expect.objectContaining({
        decision: 'approved',
        decidedBy: GRACE,
        comment: 'Few use it',
        held: deployment.hold?.reason,
      }),
    ]);
  });

  it('is put back by somebody else', async () => {
    const deployment = await held();
    await decide(deployment, { decision: 'rejected', comment: 'Wait' });
    const ended = await harness.finish(deployment.id);
    expect(ended).toMatchObject({
      status: 'rejected',
      failure: {
        step: 'canary',
        message: expect.stringMatching(
          /^Put back by user:default\/grace: Wait\. It had been held: too few/,
        ),
        stillServing: 'Version 1 took all requests in production back.',
      },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
    expect(harness.approvalOutcomes).toHaveLength(1);
    expect(harness.failureNotices).toEqual([]);
  });

  it('is held too when a guardrail cannot be measured, however many come', async () => {
    await harness.finish((await request()).id);
    harness.canaries.candidate.timed = 0;
    const deployment = await untilHeld(await request());
    expect(deployment.hold?.reason).toBe(
      'not measured: none of its answers was timed',
    );
    await decide(deployment);
    await harness.finish(deployment.id);
  });

  it('lets neither its requester decide, nor whom another model is', async () => {
    const deployment = await held();
    await expect(
      decide(deployment, { by: 'user:default/ada' }),
    ).rejects.toThrow('You asked for deployment');
    await expect(
      decide(deployment, { modelRef: 'mlmodel:default/other' }),
    ).rejects.toThrow('mlmodel:default/other has no deployment');
    expect((await harness.deployments.get(deployment.id)).status).toBe('held');
    await decide(deployment);
    await decide(deployment);
    expect(harness.approvalOutcomes).toHaveLength(1);
    await expect(decide(deployment, { by: MARY })).rejects.toThrow(
      /was released by user:default\/grace at .*Z already/,
    );
    await harness.finish(deployment.id);
    const other = await request('mlmodel:default/other');
    await expect(
      decide({ ...other, modelRef: 'mlmodel:default/other' }),
    ).rejects.toThrow(/is not held|is held no more/);
  });

  it('is released once it can be judged, and asks nobody any more', async () => {
    const deployment = await held();
    harness.canaries.candidate.requests = 1_000;
    const live = await harness.finish(deployment.id);
    expect(live.status).toBe('live');
    expect(live.steps.find(({ name }) => name === 'canary')?.message).toMatch(
      /^Kept to its guardrails: /,
    );
    expect(live.hold?.decision).toBeUndefined();
    expect(harness.approvalOutcomes).toEqual([
      expect.objectContaining({
        decision: undefined,
        held: deployment.hold?.reason,
      }),
    ]);
    await expect(decide(deployment)).rejects.toThrow(
      'is held no more, it is live',
    );
  });

  it('is put back when it breaks a guardrail while it is held', async () => {
    const deployment = await held();
    harness.canaries.candidate = { ...MANY, errors: 400 };
    const ended = await harness.finish(deployment.id);
    expect(ended).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('broke its guardrails') },
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.approvalOutcomes).toHaveLength(1);
  });

  it('makes room for a newer deployment', async () => {
    const deployment = await held();
    harness.canaries.candidate = { ...MANY };
    const newer = await request();
    expect(await harness.finish(deployment.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message:
          'Superseded while it was held: user:default/ada asked for a newer deployment',
      },
    });
    expect((await harness.finish(newer.id)).status).toBe('live');
  });

  it('ends when somebody cancels it, and takes no decision from then on', async () => {
    const deployment = await held();
    await harness.deployments.cancel(deployment.id, MARY);
    await expect(decide(deployment)).rejects.toThrow(
      /is being cancelled: Cancelled by user:default\/mary|is held no more/,
    );
    expect((await harness.finish(deployment.id)).status).toBe('cancelled');
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
  });

  it('stays held through a worker that stops, and knows what was decided meanwhile', async () => {
    const deployment = await held();
    await harness.stopWorkers();
    await freeAllLeases(harness.database);
    const worker = startWorker();
    let looks = 0;
    await new Promise<void>(resolve => {
      harness.canaries.onLook = async () => {
        looks += 1;
        if (looks === 2) resolve();
      };
    });
    expect((await harness.deployments.get(deployment.id)).status).toBe('held');
    await worker.stop();
    await decide(deployment);
    await freeAllLeases(harness.database);
    startWorker();
    expect((await harness.finish(deployment.id)).status).toBe('live');
    expect(noticesOfHolds()).toHaveLength(1);
  });

  it('is held without requests where the runtime does not split traffic', async () => {
    harness.runtime.splitsTraffic = false;
    await harness.finish((await request()).id);
    const { id } = await request();
    const deployment = await harness.until(id, ({ status }) =>
      ['held', 'live', 'failed'].includes(status),
    );
    expect(deployment.hold?.reason).toBe(
      "the serving runtime 'local' cannot split traffic, so version 2 cannot be tried on a share of it",
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    await decide(deployment);
    expect((await harness.finish(id)).status).toBe('live');
    expect(noticesOfHolds()).toHaveLength(1);
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
  });

  describe('because the live version is away', () => {
    /** @returns one that is held before it got any request */
    async function heldUntried(): Promise<Deployment> {
      await harness.finish((await request()).id);
      harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed');
      const deployment = await untilHeld(await request());
      // Of what came before.
      harness.approvalOutcomes.length = 0;
      return deployment;
    }

    it('is held without requests, and takes all of them when it is released', async () => {
      const deployment = await heldUntried();
      expect(deployment.hold?.reason).toBe(
        'version 1 does not answer, so there is nothing to compare version 2 with',
      );
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
      expect(noticesOfHolds()).toHaveLength(1);
      await decide(deployment);
      const live = await harness.finish(deployment.id);
      expect(live.steps.find(({ name }) => name === 'canary')?.message).toMatch(
        /^Released by user:default\/grace\. It had been held: version 1 does not/,
      );
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    });

    it('is tried once that is back, and may be held then', async () => {
      const deployment = await heldUntried();
      harness.canaries.candidate.timed = 0;
      harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed', 'starting');
      const again = await harness.until(
        deployment.id,
        ({ status, hold }) =>
          status === 'held' && hold?.reason !== deployment.hold?.reason,
      );
      expect(again.hold?.reason).toMatch(/^not measured/);
      expect(harness.runtime.trafficOf(TARGET)).toEqual(SPLIT);
      expect(harness.approvalOutcomes).toHaveLength(1);
      await decide(again);
      expect((await harness.finish(again.id)).status).toBe('live');
    });

    it('leaves nobody asked when it is cancelled, or put back', async () => {
      const deployment = await heldUntried();
      await harness.deployments.cancel(deployment.id, MARY);
      expect((await harness.finish(deployment.id)).status).toBe('cancelled');
      expect(harness.approvalOutcomes).toHaveLength(1);
      const other = await untilHeld(await request());
      await decide(other, { decision: 'rejected' });
      expect((await harness.finish(other.id)).status).toBe('rejected');
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    });

    it('stays held through a worker that stops', async () => {
      const deployment = await heldUntried();
      await harness.stopWorkers();
      await decide(deployment);
      await freeAllLeases(harness.database);
      startWorker();
      expect((await harness.finish(deployment.id)).status).toBe('live');
      expect(noticesOfHolds()).toHaveLength(1);
    });
  });

  it('takes no place of a worker that another deployment needs', async () => {
    await harness.stopWorkers();
    const worker = new DeploymentWorker({
      owner: 'alone',
      drive: harness.driveOptions({ now }),
      timing: { leaseMs: 30_000, heartbeatMs: 5_000, idlePollMs: 5 },
      concurrentMax: 1,
    });
    worker.start();
    try {
      const deployment = await held();
      harness.canaries.candidate = { ...MANY };
      harness.canaries.onLook = async ({ modelRef }) => {
        const { candidate } = harness.canaries;
        candidate.requests = modelRef === TARGET.modelRef ? 3 : 1_000;
      };
      const other = await request('mlmodel:default/other');
      expect((await harness.finish(other.id)).status).toBe('live');
      expect((await harness.deployments.get(deployment.id)).status).toBe(
        'held',
      );
      await decide(deployment);
      await harness.finish(deployment.id);
    } finally {
      await worker.stop();
    }
  });
});
