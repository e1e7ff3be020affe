import { mockServices } from '@backstage/backend-test-utils';
import {
  Deployment,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  saveVerdictChange,
  VerdictChange,
} from '../../performance/verdict/verdictChanges';
import { DatabaseVerdictTurns } from '../../performance/verdict/DatabaseVerdictTurns';
import { describeRetrain } from './describeRetrain';
import { lookForRetrains } from './lookForRetrains';
import { findRetrainPlan } from './retrainPlans';

const MONDAY = Date.UTC(2026, 2, 2, 12);
const DAY_MS = 24 * 60 * 60 * 1_000;

describeEachDatabase('lookForRetrains', openDatabase => {
  let harness: DeploymentHarness;
  let models: MlModelEntityV1alpha1[];
  let nowMs: number;
  const auditor = mockServices.auditor.mock();

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    harness.startWorker();
    models = [];
    nowMs = MONDAY;
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue({
      success: async () => {},
      fail: async () => {},
    });
    const { id } = await harness.request({ commit: 'a'.repeat(40) });
    await harness.finish(id);
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function aRetrained(
    retrain: MlModelEntityV1alpha1['spec']['retrain'],
  ): MlModelEntityV1alpha1 {
    const model = aModelEntity({ spec: { retrain } });
    models = [model];
    return model;
  }

  /** As one replica does, once a minute. */
  function look(): Promise<void> {
    return lookForRetrains({
      auditor,
      catalog: { listRetrained: async () => models },
      database: harness.database,
      deployments: harness.deployments,
      logger: mockServices.logger.mock(),
      verdicts: new DatabaseVerdictTurns(harness.database),
      now: () => new Date(nowMs),
    });
  }

  async function lookAfter(ms: number): Promise<void> {
    nowMs += ms;
    await look();
  }

  async function listRetrains() {
    const { items } = await harness.deployments.list(TARGET.modelRef, {
      limit: 50,
    });
    return items.filter(({ trigger }) => trigger === 'retrain');
  }

  async function planOf() {
    return harness.database('retrain_plans').first();
  }

  async function finishAll(): Promise<Deployment[]> {
    const retrains = await listRetrains();
    return Promise.all(retrains.map(({ id }) => harness.finish(id)));
  }

  function change(changes: Partial<VerdictChange> = {}): Promise<void> {
    return harness.database.transaction(trx =>
      saveVerdictChange(trx, {
        ...TARGET,
        version: 1,
        atS: Math.floor(nowMs / 1_000),
        from: 'healthy',
        to: 'degraded',
        reason: 'F1 is 0.6, 12 % worse than the 0.68 of its evaluation',
        ...changes,
      }),
    );
  }

  describe('on a schedule', () => {
    it('asks for one when it is due, says why, and leaves a trace', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      await lookAfter(7 * DAY_MS - 1);
      expect(await listRetrains()).toEqual([]);
      await lookAfter(1);
      const [retrain] = await finishAll();
      const reason =
        'Its schedule (P7D) had it due at 2026-03-09T12:00:00.000Z';
      expect(retrain).toMatchObject({
        status: 'live',
        version: 2,
        requestedBy: 'plugin:ml-models',
        reason,
      });
      expect(auditor.createEvent).toHaveBeenCalledWith({
        eventId: 'deployment-request',
        severityLevel: 'medium',
        meta: { ...TARGET, trigger: 'retrain', by: 'schedule', reason },
      });
      await lookAfter(7 * DAY_MS);
      expect(await listRetrains()).toHaveLength(2);
    });

    it('tells the owner when it fails, as nobody looks there', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      harness.engine.failing = 'train';
      await lookAfter(7 * DAY_MS);
      const [{ id }] = await finishAll();
      expect(harness.failureNotices).toMatchObject([
        { ...TARGET, deploymentId: id, what: 'retrain', step: 'train' },
      ]);
    });

    it('asks for one where two replicas look at once', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      nowMs += 7 * DAY_MS;
      await Promise.all([look(), look()]);
      await look();
      await finishAll();
      expect(await listRetrains()).toHaveLength(1);
    });

    it('is the same for all who ask for one slot at once', async () => {
      const asked = {
        trigger: 'retrain',
        idempotencyKey: 'slot',
        yields: true,
      } as const;
      const [one, other] = await Promise.all([
        harness.request(asked),
        harness.request(asked),
      ]);
      expect(other.id).toBe(one.id);
      await harness.finish(one.id);
    });

    it('asks again for none after a crash between the request and its note', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      const before = await planOf();
      await lookAfter(7 * DAY_MS);
      await finishAll();
      await harness.database('retrain_plans').update(before);
      await look();
      expect(await listRetrains()).toHaveLength(1);
    });

    it('comes late once, however long nobody looked', async () => {
      aRetrained({ schedule: '0 3 * * *' });
      await look();
      await lookAfter(10 * DAY_MS);
      await finishAll();
      await look();
      const [retrain, ...others] = await listRetrains();
      expect(others).toEqual([]);
      expect(retrain.reason).toContain('due at 2026-03-03T03:00:00.000Z');
      expect(new Date((await planOf()).next_at)).toEqual(
        new Date('2026-03-13T03:00:00.000Z'),
      );
    });

    it('waits while another deployment is under way, and cancels nobody’s', async () => {
      const model = aRetrained({ schedule: 'P7D', onVerdict: 'failing' });
      await look();
      harness.engine.stuck = true;
      const active = await harness.request();
      await harness.until(active.id, ({ status }) => status === 'building');
      const queued = await harness.request();
      await lookAfter(7 * DAY_MS);
      expect(await listRetrains()).toEqual([]);
      const plan = await findRetrainPlan(harness.database, TARGET.modelRef);
      expect(describeRetrain(model, 'production', plan)).toEqual({
        schedule: 'P7D',
        onVerdict: 'failing',
        nextAt: '2026-03-09T12:00:00.000Z',
        note: `Waits for its turn. Deployment ${active.id} (manual) of user:default/ada to 'production' is building`,
      });
      harness.engine.stuck = false;
      expect((await harness.finish(active.id)).status).toBe('live');
      expect((await harness.finish(queued.id)).status).toBe('live');
      await lookAfter(60_000);
      expect(await finishAll()).toMatchObject([{ status: 'live' }]);
      expect((await planOf()).note).toBeNull();
    });

    it('takes nobody’s place who asks at the same moment', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      await harness.stopWorkers();
      nowMs += 7 * DAY_MS;
      const [byHand] = await Promise.all([harness.request(), look()]);
      const { status } = await harness.deployments.get(byHand.id);
      expect(status).toBe('queued');
    });

    it('skips the slot where nothing is live, and says so', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      const stop = await harness.deployments.requestStop(TARGET);
      await harness.finish(stop.id);
      await lookAfter(7 * DAY_MS);
      expect(await listRetrains()).toEqual([]);
      expect(await planOf()).toMatchObject({
        note: expect.stringMatching(
          /^Skipped at 2026-03-09T12:00:00.000Z\. Nothing of .* is live in 'production'/,
        ),
      });
      const { id } = await harness.request();
      await harness.finish(id);
      await lookAfter(60_000);
      expect(await listRetrains()).toEqual([]);
      await lookAfter(7 * DAY_MS);
      expect(await listRetrains()).toHaveLength(1);
    });

    it('begins anew when the model names another, and ends when it names none', async () => {
      aRetrained({ schedule: 'P7D' });
      await look();
      aRetrained({ schedule: 'P1D' });
      await lookAfter(6 * DAY_MS);
      await lookAfter(1);
      expect(await listRetrains()).toEqual([]);
      await lookAfter(DAY_MS);
      expect(await listRetrains()).toHaveLength(1);
      models = [];
      await look();
      expect(await planOf()).toBeUndefined();
    });
  });

  describe('when the verdict turns', () => {
    it('asks for one, once, with what was found', async () => {
      aRetrained({ onVerdict: 'degraded' });
      await look();
      nowMs += 60_000;
      await change();
      await Promise.all([look(), look()]);
      await look();
      expect(await finishAll()).toMatchObject([
        {
          status: 'live',
          requestedBy: 'plugin:ml-models',
          reason:
            'Version 1 became degraded: F1 is 0.6, 12 % worse than the 0.68 of its evaluation',
        },
      ]);
      await lookAfter(10 * DAY_MS);
      expect(await listRetrains()).toHaveLength(1);
    });

    it('does so for nothing of before, nothing better, and nothing that is over', async () => {
      await change({ atS: MONDAY / 1_000 - 60, to: 'failing' });
      aRetrained({ onVerdict: 'failing' });
      await look();
      await lookAfter(60_000);
      expect(await listRetrains()).toEqual([]);
      await change({ from: 'failing', to: 'degraded' });
      await look();
      nowMs += 60_000;
      await change({ from: 'degraded', to: 'failing' });
      nowMs += 60_000;
      await change({ from: 'failing', to: 'healthy' });
      await look();
      // Of a version that is not live any more.
      await change({ version: 7, to: 'failing' });
      await look();
      expect(await listRetrains()).toEqual([]);
    });

    it('asks for none shortly after another, and forgets it if it is over by then', async () => {
      aRetrained({ onVerdict: 'degraded', atMostEvery: 'P2D' });
      await look();
      const { id } = await harness.request({ trigger: 'retrain' });
      await harness.finish(id);
      // The harness asks in the present; the clock of the looks goes on from there.
      nowMs = Date.now() + 60_000;
      await change({ version: 2 });
      await look();
      expect(await listRetrains()).toHaveLength(1);
      expect((await planOf()).note).toMatch(
        /^Waits until .*Z, as it was retrained shortly before\. Version 2 became degraded/,
      );
      nowMs += 60_000;
      await change({ version: 2, from: 'degraded', to: 'healthy' });
      await look();
      expect((await planOf()).note).toBeNull();
      nowMs += 60_000;
      await change({ version: 2, to: 'failing' });
      await lookAfter(2 * DAY_MS);
      expect(await listRetrains()).toHaveLength(2);
    });

    it('takes a failing one for a degraded one that got worse', async () => {
      aRetrained({ onVerdict: 'degraded' });
      await look();
      nowMs += 60_000;
      await change();
      nowMs += 60_000;
      await change({ from: 'degraded', to: 'failing' });
      await look();
      const [{ reason }] = await listRetrains();
      expect(reason).toMatch(/^Version 1 became degraded/);
    });
  });
});
