import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';

const GRACE = 'user:default/grace';
const ASKS = 'the model asks that a person decides \\(gate: manual\\)';
const ALL_TO = (version: number) => ({
  shares: [{ version, weight: 100, role: 'primary' }],
});

describeEachDatabase('A manual gate', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    // A second for each time that somebody asks for the time.
    let seconds = Date.UTC(2026, 5, 1) / 1000;
    harness.startWorker(
      harness.driveOptions({ now: () => new Date((seconds += 1) * 1000) }),
    );
    await harness.finish((await harness.request()).id);
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const gated = (release: object) =>
    aModelEntity({
      spec: {
        guardrails: { bake: 'PT10S' },
        release: { production: { ...release, gate: 'manual' } },
      },
    });

  async function held(release: object): Promise<Deployment> {
    const { id } = await harness.request({ model: gated(release) });
    return harness.until(id, ({ status }) => status === 'held');
  }

  function decide(
    { id, modelRef }: Deployment,
    decision: 'approved' | 'rejected',
    by = GRACE,
  ) {
    return harness.deployments.decideHold({ id, modelRef, by, decision });
  }

  const stepOf = ({ steps }: Deployment, step: string) =>
    steps.find(({ name }) => name === step)?.message;

  it.each([
    ['canary', 10],
    ['linear', 50],
    ['shadow', 0],
  ])(
    'holds a %s that kept to its guardrails, until somebody else releases it',
    async (strategy, weight) => {
      const deployment = await held({ strategy });
      expect(deployment.comparison?.weight).toBe(weight);
      expect(deployment.hold?.reason).toMatch(
        new RegExp(
          `^${ASKS}; it kept to its guardrails: 0 % of its 1,000 requests failed`,
        ),
      );
      const tried = harness.runtime.trafficOf(TARGET);
      expect(harness.approvalNotices).toMatchObject([
        { held: deployment.hold?.reason, isGated: true },
      ]);
      // It is watched on, and nothing of that releases it.
      await untilLooks(3);
      expect((await harness.deployments.get(deployment.id)).status).toBe(
        'held',
      );
      expect(harness.runtime.trafficOf(TARGET)).toEqual(tried);
      await expect(
        decide(deployment, 'approved', 'user:default/ada'),
      ).rejects.toThrow('You asked for deployment');
      await decide(deployment, 'approved');
      const live = await harness.finish(deployment.id);
      expect(live.status).toBe('live');
      const step = strategy === 'shadow' ? 'shadow' : 'canary';
      expect(stepOf(live, step)).toMatch(
        new RegExp(`^Released by ${GRACE}\\. It had been held: ${ASKS}; it`),
      );
      expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    },
  );

  it('puts back what somebody else puts back', async () => {
    const deployment = await held({ strategy: 'shadow' });
    await decide(deployment, 'rejected');
    expect(await harness.finish(deployment.id)).toMatchObject({
      status: 'rejected',
      currentStep: 'shadow',
    });
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(1));
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
  });

  it('puts back by itself what breaks a guardrail while it is held', async () => {
    const deployment = await held({ strategy: 'shadow' });
    harness.canaries.disagreement.differing = 900;
    expect((await harness.finish(deployment.id)).failure?.message).toMatch(
      /^Version 2 broke its guardrails as a shadow/,
    );
    expect(harness.approvalOutcomes).toMatchObject([{ decision: undefined }]);
  });

  it('asks whoever decides, of what could not be judged too', async () => {
    harness.canaries.candidate.requests = 3;
    const deployment = await held({ strategy: 'canary' });
    expect(deployment.hold?.reason).toMatch(
      new RegExp(`^${ASKS}; too few requests came to judge version 2 by`),
    );
    await decide(deployment, 'approved');
    await harness.finish(deployment.id);
  });

  it('holds what cannot be tried, and what is the first to serve', async () => {
    const away = await held({ strategy: 'canary' });
    await decide(away, 'approved');
    await harness.finish(away.id);
    harness.runtime.splitsTraffic = false;
    const untried = await held({ strategy: 'canary' });
    expect(untried.hold?.reason).toMatch(
      new RegExp(`^${ASKS}; the serving runtime 'local' cannot split traffic`),
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(2));
    await decide(untried, 'approved');
    await harness.finish(untried.id);

    const stop = await harness.request({ trigger: 'stop' });
    await harness.finish(stop.id);
    const first = await held({ strategy: 'canary' });
    expect(first.hold?.reason).toMatch(
      new RegExp(`^${ASKS}; nothing else serves production`),
    );
    expect(harness.runtime.trafficOf(TARGET).shares).toEqual([]);
    await decide(first, 'approved');
    expect((await harness.finish(first.id)).status).toBe('live');
  });

  it('holds up no rollback', async () => {
    const deployment = await held({ strategy: 'canary' });
    await decide(deployment, 'approved');
    await harness.finish(deployment.id);
    const { id } = await harness.request({
      model: gated({ strategy: 'canary' }),
      version: 1,
      trigger: 'rollback',
    });
    expect((await harness.finish(id)).hold).toBeUndefined();
  });

  it('makes room for a newer deployment', async () => {
    const deployment = await held({ strategy: 'shadow' });
    const newer = await harness.request();
    await harness.finish(newer.id);
    expect((await harness.deployments.get(deployment.id)).status).toBe(
      'cancelled',
    );
    expect(harness.runtime.trafficOf(TARGET)).toEqual(ALL_TO(3));
  });

  /** Waits until it was looked at so often more. */
  function untilLooks(count: number): Promise<void> {
    let looks = 0;
    return new Promise(resolve => {
      harness.canaries.onLook = async () => {
        looks += 1;
        if (looks === count) resolve();
      };
    });
  }
});
