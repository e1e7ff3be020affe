import { mockServices } from '@backstage/backend-test-utils';
import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { listLiveVersions } from '../store/liveVersions';
import { lookForUnregistered } from './lookForUnregistered';
import { readMissingModels } from './missingModels';

/** After whatever the tests request. */
const NOON_MS = Date.UTC(2126, 0, 1, 12);
const LONG_AGO = new Date(Date.UTC(2020, 0, 1));
const REASON =
  'Cancelled: the model is no longer in the catalog (missing since 2126-01-01T12:00:00.000Z). Register it again, then retry';

function minutes(count: number): Date {
  return new Date(NOON_MS + count * 60_000);
}

describeEachDatabase('A model that has left the catalog', openDatabase => {
  let harness: DeploymentHarness;
  let registered: Set<string>;
  let findEntities: (refs: string[]) => Promise<Map<string, unknown>>;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    registered = new Set();
    findEntities = async refs =>
      new Map(refs.filter(ref => registered.has(ref)).map(ref => [ref, {}]));
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function look(now: Date): Promise<void> {
    return lookForUnregistered({
      approvalNotifier: harness.approvalNotifier,
      catalog: { findEntities: refs => findEntities(refs) },
      database: harness.database,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  }

  function missing() {
    return readMissingModels(harness.database);
  }

  async function statusOf({ id }: Deployment) {
    return (await harness.deployments.get(id)).status;
  }

  const highRisk = aModelEntity({
    spec: { riskTier: 'high', guardrails: { bake: 'PT0.01S' } },
  });

  const inStaging = {
    environment: 'staging',
    model: aModelEntity({ spec: { environments: ['staging'] } }),
  };

  async function live(): Promise<Deployment> {
    return harness.finish((await harness.request()).id);
  }

  it('has what waits cancelled in a look ten minutes after the first', async () => {
    const waiting = await harness.request();
    await look(minutes(0));
    await look(minutes(9.9));
    expect(await statusOf(waiting)).toBe('queued');
    expect(await missing()).toEqual(new Map([[TARGET.modelRef, minutes(0)]]));
    await look(minutes(10));
    expect(await harness.deployments.get(waiting.id)).toMatchObject({
      status: 'cancelled',
      endedAt: minutes(10).toISOString(),
      failure: { message: REASON },
    });
    // Nobody was asked about it.
    expect(harness.approvalOutcomes).toEqual([]);
    await look(minutes(15));
    expect((await missing()).size).toBe(0);
  });

  it('loses nothing to one look alone, however late', async () => {
    const waiting = await harness.request();
    await look(minutes(500));
    expect(await statusOf(waiting)).toBe('queued');
  });

  it('loses nothing when it is found again in between', async () => {
    const waiting = await harness.request();
    await look(minutes(0));
    registered.add(TARGET.modelRef);
    await look(minutes(5));
    expect((await missing()).size).toBe(0);
    registered.clear();
    await look(minutes(10));
    expect(await statusOf(waiting)).toBe('queued');
    expect(await missing()).toEqual(new Map([[TARGET.modelRef, minutes(10)]]));
  });

  it('loses nothing that was requested since it was missed', async () => {
    await harness.request();
    await look(LONG_AGO);
    // No look has found it, and yet it was there.
    const later = await harness.request(inStaging);
    await look(minutes(0));
    expect(await statusOf(later)).toBe('queued');
    await look(minutes(10));
    expect(await statusOf(later)).toBe('cancelled');
  });

  it('loses nothing that is requested while the catalog is asked', async () => {
    await harness.request();
    await look(minutes(0));
    let later: Deployment | undefined;
    findEntities = async () => {
      later = await harness.request(inStaging);
      return new Map();
    };
    await look(minutes(10));
    expect(later && (await statusOf(later))).toBe('queued');
  });

  it('loses nothing to a catalog that does not answer', async () => {
    const waiting = await harness.request();
    const answering = findEntities;
    const failing = () => Promise.reject(new Error('The catalog is down'));
    findEntities = failing;
    await expect(look(minutes(0))).rejects.toThrow('The catalog is down');
    expect((await missing()).size).toBe(0);
    findEntities = answering;
    await look(minutes(5));
    findEntities = failing;
    await expect(look(minutes(15))).rejects.toThrow('The catalog is down');
    expect(await statusOf(waiting)).toBe('queued');
    expect(await missing()).toEqual(new Map([[TARGET.modelRef, minutes(5)]]));
  });

  it('takes nothing from models that are there', async () => {
    const other = { modelRef: 'mlmodel:default/other' };
    registered.add(other.modelRef);
    const [waiting, kept] = [
      await harness.request(),
      await harness.request(other),
    ];
    await look(minutes(0));
    await look(minutes(10));
    expect(await statusOf(waiting)).toBe('cancelled');
    expect(await statusOf(kept)).toBe('queued');
  });

  it('loses nothing that has ended, were it still being tidied up', async () => {
    const worker = harness.startWorker();
    const deployment = await live();
    await worker.stop();
    const row = () =>
      harness.database('deployments').where({ id: deployment.id }).first();
    await harness
      .database('deployments')
      .where({ id: deployment.id })
      .update({ slot: 'active' });
    const before = await row();
    await look(minutes(0));
    await look(minutes(10));
    expect(await row()).toEqual(before);
  });

  it('is stopped all the same, and served until then', async () => {
    const worker = harness.startWorker();
    const deployment = await live();
    await look(minutes(0));
    await look(minutes(10));
    expect(await listLiveVersions(harness.database)).toHaveLength(1);
    expect(await statusOf(deployment)).toBe('live');
    // Missed for as long as it serves.
    expect(await missing()).toEqual(new Map([[TARGET.modelRef, minutes(0)]]));
    await worker.stop();
    const stop = await harness.request({ trigger: 'stop' });
    await look(minutes(20));
    expect(await statusOf(stop)).toBe('queued');
    harness.startWorker();
    expect((await harness.finish(stop.id)).status).toBe('stopped');
    await look(minutes(25));
    expect((await missing()).size).toBe(0);
  });

  it('has one that waits for its approval cancelled, and who waits told', async () => {
    harness.startWorker();
    const asked = await harness.request({ model: highRisk });
    await harness.untilItWaits(asked.id);
    await look(minutes(0));
    await look(minutes(10));
    await look(minutes(20));
    expect(await statusOf(asked)).toBe('cancelled');
    expect(harness.approvalOutcomes).toEqual([
      {
        ...TARGET,
        deploymentId: asked.id,
        version: 1,
        requestedBy: 'user:default/ada',
        isUnregistered: true,
      },
    ]);
  });

  it('has one that is held put back, and who waits told', async () => {
    harness.startWorker();
    harness.canaries.candidate = { requests: 3, errors: 0, latencyMs: 20 };
    const first = await harness.request({ model: highRisk });
    await harness.approveOnceItWaits(first);
    await harness.finish(first.id);
    const second = await harness.request({ model: highRisk });
    await harness.approveOnceItWaits(second);
    await harness.until(second.id, ({ status }) => status === 'held');
    harness.approvalOutcomes.length = 0;
    await look(minutes(0));
    expect(await statusOf(second)).toBe('held');
    await look(minutes(10));
    await look(minutes(15));
    expect(await harness.finish(second.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message: expect.stringContaining('no longer in the catalog'),
        stillServing: expect.stringContaining('Version 1'),
      },
    });
    const told = harness.approvalOutcomes.filter(it => it.isUnregistered);
    expect(told).toEqual([
      expect.objectContaining({
        deploymentId: second.id,
        requestedBy: 'user:default/ada',
        held: expect.stringMatching(/^too few requests/),
      }),
    ]);
  });

  it('can be deployed by a retry once it is back', async () => {
    const asked = await harness.request();
    await look(minutes(0));
    await look(minutes(10));
    registered.add(TARGET.modelRef);
    harness.startWorker();
    const again = await harness.deployments.retry(asked.id, {
      model: aModelEntity(),
      requestedBy: 'user:default/ada',
    });
    expect((await harness.finish(again.id)).status).toBe('live');
    expect(await statusOf(asked)).toBe('cancelled');
  });
});
