import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aComparedQuality } from '../__testUtils__/aComparedQuality';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';

describeEachDatabase('A canary whose outcomes arrive', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    // A second for each time that somebody asks for the time.
    let seconds = Date.UTC(2026, 5, 1) / 1000;
    harness.startWorker(
      harness.driveOptions({ now: () => new Date((seconds += 1) * 1000) }),
    );
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const aModel = (spec: object = {}) =>
    aModelEntity({ spec: { release: {}, ...spec } });
  const risky = (guardrails: object = {}) =>
    aModel({ riskTier: 'high', guardrails });

  async function release(model = aModel()): Promise<Deployment> {
    const { id } = await harness.request({ model });
    return harness.finish(id);
  }

  /** Asks for one more version of a model whose releases somebody approves. */
  async function requestRisky(model = risky()): Promise<string> {
    const requested = await harness.request({ model });
    await harness.approveOnceItWaits(requested);
    return requested.id;
  }

  const canaryStep = ({ steps }: Deployment) =>
    steps.find(({ name }) => name === 'canary');
  const WORSE = aComparedQuality({ candidate: [300, 500], live: [900, 1_000] });
  const GOOD = aComparedQuality({ candidate: [450, 500], live: [900, 1_000] });
  const PUT_BACK =
    /^Version 2 broke its guardrails with 10 % of the requests: accuracy is 60 % by 500 outcomes of its predictions, 33\.3 % worse than the 90 % of version 1/;

  it('is put back once they say that it is worse', async () => {
    await release();
    let looks = 0;
    harness.canaries.onLook = async () => {
      looks += 1;
      if (looks === 3) harness.canaries.quality = WORSE;
    };
    const deployment = await release();
    expect(looks).toBe(3);
    expect(deployment.failure?.message).toMatch(PUT_BACK);
    expect(harness.runtime.trafficOf(TARGET).shares).toMatchObject([
      { version: 1, weight: 100 },
    ]);
    expect(deployment.comparison?.guardrails.at(-1)).toMatchObject({
      guardrail: 'quality',
      measure: 'accuracy',
      outcome: 'broken',
      candidate: { value: 0.6, n: 500 },
      live: { value: 0.9, n: 1_000 },
    });
  });

  it('does not wait for outcomes that do not come, and tells of it', async () => {
    await release();
    const deployment = await release();
    expect(deployment.status).toBe('live');
    expect(canaryStep(deployment)?.message).toMatch(
      /^Kept to its guardrails: 0 % .*\. Not known yet: of its predictions no outcome has arrived$/,
    );
  });

  it('is not held for the want of them where the risk is high', async () => {
    await harness.finish(await requestRisky());
    const deployment = await harness.finish(await requestRisky());
    expect(deployment.status).toBe('live');
  });

  it('is held for the want of them where the model names the loss, and goes on by what comes', async () => {
    const model = risky({ maxQualityLoss: 0.1 });
    await harness.finish(await requestRisky(model));
    const id = await requestRisky(model);
    const held = await harness.until(id, ({ status }) => status === 'held');
    expect(held.hold?.reason).toBe(
      'not measured: of its predictions no outcome has arrived',
    );
    harness.canaries.quality = GOOD;
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
  });

  it('is put back while it is held, when they say that it is worse', async () => {
    const model = risky();
    await harness.finish(await requestRisky(model));
    harness.canaries.candidate.timed = 0;
    const id = await requestRisky(model);
    await harness.until(id, ({ status }) => status === 'held');
    harness.canaries.quality = WORSE;
    const deployment = await harness.finish(id);
    expect(deployment.failure?.message).toMatch(PUT_BACK);
  });

  it('counts those of what was predicted in the steps before', async () => {
    const model = aModel({
      release: { production: { strategy: 'linear', weights: [5, 50] } },
    });
    await release(model);
    const seen = new Map<number, number | undefined>();
    harness.canaries.onLook = async ({ since, begun }) => {
      seen.set(since.getTime(), begun?.getTime());
    };
    await release(model);
    const [first, second] = [...seen.keys()];
    expect(second).toBeGreaterThan(first);
    expect([...seen.values()]).toEqual([first, first]);
  });
});
