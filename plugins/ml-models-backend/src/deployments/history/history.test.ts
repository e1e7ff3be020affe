import { TrafficSplit } from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { PastEnvironment } from '../../pointInTime/ServingHistory';
import { DatabaseServingHistory } from './DatabaseServingHistory';

const START_MS = Date.UTC(2026, 5, 1);

const baking = aModelEntity({ spec: { guardrails: { bake: 'PT1M' } } });
const linear = aModelEntity({
  spec: {
    guardrails: { bake: 'PT1M' },
    release: { production: { strategy: 'linear', weights: [5, 50, 75] } },
  },
});

describeEachDatabase('What served at a moment', openDatabase => {
  let harness: DeploymentHarness;
  let history: DatabaseServingHistory;
  let nowMs: number;
  /** What the runtime did at each moment, as the truth to be found again. */
  let seen: Array<{ at: number; shares: unknown[] }>;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    history = new DatabaseServingHistory(harness.database);
    nowMs = START_MS;
    seen = [];
    harness.canaries.onLook = async () => note();
    harness.startWorker(
      harness.driveOptions({
        // A second for each time that somebody asks for the time.
        now: () => {
          nowMs += 1_000;
          return new Date(nowMs);
        },
      }),
    );
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function note(): void {
    const { shares } = harness.runtime.trafficOf(TARGET);
    seen.push({ at: nowMs, shares: largestFirst(shares) });
  }

  async function finish(asked: Promise<{ id: string }>) {
    const deployment = await harness.finish((await asked).id);
    note();
    return deployment;
  }

  const deploy = (changes: Parameters<typeof harness.request>[0] = {}) =>
    finish(harness.request(changes));

  const breakGuardrails = () => {
    harness.canaries.candidate = { requests: 900, errors: 500, latencyMs: 20 };
  };

  async function at(timeMs: number): Promise<PastEnvironment> {
    const [environment] = await history.listAt(
      TARGET.modelRef,
      new Date(timeMs),
    );
    return environment;
  }

  async function sharesAt(timeMs: number) {
    const { shares } = await at(timeMs);
    return shares.map(({ deployment, ...share }) => share);
  }

  it('is what the runtime did then, whatever came before and after', async () => {
    await deploy();
    await deploy({ model: linear });
    await deploy({ model: linear, version: 2 });
    await finish(harness.editTraffic({ 1: 60, 2: 40 }));
    const { candidate } = harness.canaries;
    breakGuardrails();
    expect(await deploy({ model: linear })).toMatchObject({ status: 'failed' });
    harness.canaries.candidate = candidate;
    harness.engine.failing = 'train';
    expect(await deploy({ model: baking })).toMatchObject({ status: 'failed' });
    harness.engine.failing = undefined;
    await deploy({ model: baking });
    await deploy({ trigger: 'rollback', version: 1 });
    expect(await deploy({ trigger: 'stop' })).toMatchObject({
      status: 'stopped',
    });
    await deploy({ version: 2 });

    const splits = new Set(seen.map(({ shares }) => JSON.stringify(shares)));
    expect(splits.size).toBe(10);
    for (const { at: timeMs, shares } of seen) {
      expect([timeMs, await sharesAt(timeMs)]).toEqual([timeMs, shares]);
    }
  });

  it('is nothing before the first deployment, and nothing since a stop', async () => {
    expect(await history.listAt(TARGET.modelRef, new Date())).toEqual([]);
    const first = await deploy();
    const ended = Date.parse(first.endedAt ?? '');
    expect(await at(ended - 1)).toEqual({ name: 'production', shares: [] });
    expect(await at(ended)).toMatchObject({ shares: [{ version: 1 }] });
    const stop = await deploy({ trigger: 'stop' });
    expect(await at(nowMs)).toMatchObject({
      lastChange: { id: stop.id, trigger: 'stop', endedAt: stop.endedAt },
      shares: [],
    });
  });

  it('was put there by its last release, and a canary by whoever tries it', async () => {
    const highRisk = aModelEntity({
      spec: { riskTier: 'high', guardrails: { bake: 'PT1M' } },
    });
    const first = await deploy();
    const edited = await deploy();
    const edit = await finish(
      harness.editTraffic(
        { 1: 70, 2: 30 },
        { requestedBy: 'user:default/hopper' },
      ),
    );
    breakGuardrails();
    seen = [];
    const tried = await harness.request({ model: highRisk });
    await harness.approveOnceItWaits(tried);
    await harness.finish(tried.id);
    const [{ at: whileTried }] = seen;
    expect(await at(whileTried)).toMatchObject({
      lastChange: {
        id: edit.id,
        trigger: 'traffic',
        requestedBy: 'user:default/hopper',
      },
      shares: [
        { version: 1, weight: 63, deployment: { id: first.id } },
        { version: 2, weight: 27, deployment: { id: edited.id } },
        {
          version: 3,
          weight: 10,
          role: 'canary',
          deployment: {
            id: tried.id,
            requestedBy: 'user:default/ada',
            approval: { decision: 'approved', decidedBy: 'user:default/grace' },
          },
        },
      ],
    });
  });

  it('is by the last release that there was, not by one to come', async () => {
    const first = await deploy();
    const between = nowMs;
    const again = await deploy({ version: 1 });
    expect((await at(between)).shares[0].deployment.id).toBe(first.id);
    expect((await at(nowMs)).shares[0].deployment.id).toBe(again.id);
  });

  it('is told of each environment, and of no other model', async () => {
    await deploy();
    await deploy({
      environment: 'staging',
      model: aModelEntity({ spec: { environments: ['staging'] } }),
    });
    const found = await history.listAt(TARGET.modelRef, new Date(nowMs));
    expect(found.map(({ name, shares }) => [name, shares[0].version])).toEqual([
      ['production', 1],
      ['staging', 2],
    ]);
    expect(
      await history.listAt('mlmodel:default/no-show', new Date(nowMs)),
    ).toEqual([]);
  });
});

function largestFirst(shares: TrafficSplit['shares']) {
  return shares
    .map(share => ({ ...share, weight: Number(share.weight.toFixed(2)) }))
    .sort((one, other) => other.weight - one.weight);
}
