import {
  Deployment,
  DeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { tryCancelDeployment } from '../store/cancelDeployment';
import { claimDeployments, freeAllLeases } from '../store/claimDeployment';
import { tryDecideDeployment } from '../store/decideDeployment';
import { getDeploymentRow } from '../store/findDeployments';

const ADA = 'user:default/ada';
const GRACE = 'user:default/grace';

describeEachDatabase('A deployment that must be approved', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    // More stages would be more of the same.
    harness.engine.stages = ['train'];
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  type Changes = Parameters<DeploymentHarness['request']>[0];

  function request(changes: Changes = {}): Promise<Deployment> {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    return harness.request({ model, ...changes });
  }

  /** @returns one that has been built and waits */
  async function waiting(changes: Changes = {}): Promise<Deployment> {
    return harness.untilItWaits((await request(changes)).id);
  }

  /** @returns one that was approved and is live */
  async function approved(changes: Changes = {}): Promise<Deployment> {
    const asked = await waiting(changes);
    await harness.approve(asked);
    return harness.finish(asked.id);
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
    return harness.deployments.decideApproval({
      id,
      modelRef,
      by: GRACE,
      decision: 'approved',
      ...changes,
    });
  }

  function statusesOf({ steps }: Deployment): Record<string, string> {
    return Object.fromEntries(steps.map(step => [step.name, step.status]));
  }

  function rowOf({ id }: Deployment) {
    return getDeploymentRow(harness.database, id);
  }

  it('is built, waits with nothing started, and goes on when it is', async () => {
    harness.startWorker();
    const asked = await waiting();
    expect(asked).toMatchObject({
      version: 1,
      currentStep: 'approve',
      approval: { required: true },
    });
    expect(asked.approval?.decision).toBeUndefined();
    expect(statusesOf(asked)).toEqual({
      train: 'succeeded',
      register: 'succeeded',
      approve: 'running',
      start: 'pending',
      smoke: 'pending',
      traffic: 'pending',
    });
    expect(harness.runtime.running(TARGET)).toEqual([]);
    await decide(asked, { comment: 'Seen the evaluation' });
    const live = await harness.finish(asked.id);
    expect(live).toMatchObject({
      status: 'live',
      version: 1,
      approval: {
        required: true,
        decision: 'approved',
        decidedBy: GRACE,
        decidedAt: expect.stringMatching(/Z$/),
        comment: 'Seen the evaluation',
        waitedSeconds: expect.any(Number),
      },
    });
    const { items } = await harness.deployments.list(TARGET.modelRef, {
      limit: 1,
    });
    expect(items[0].approval).toEqual(live.approval);
    expect(statusesOf(live)).toMatchObject({
      approve: 'succeeded',
      traffic: 'succeeded',
    });
    expect(live.steps.find(({ name }) => name === 'approve')?.message).toBe(
      `Approved by ${GRACE}: Seen the evaluation`,
    );
    expect(harness.engine.runs.size).toBe(1);
  });

  it('is not one that no rule is about', async () => {
    harness.startWorker();
    const { id } = await harness.request();
    const live = await harness.finish(id);
    expect(live.status).toBe('live');
    expect(live.approval).toBeUndefined();
    expect(Object.keys(statusesOf(live))).not.toContain('approve');
    await expect(decide(live)).rejects.toThrow('needs no approval');
  });

  it('is no stop: what goes wrong is stopped by one person alone', async () => {
    harness.startWorker();
    await approved();
    const { id } = await request({ trigger: 'stop' });
    const stopped = await harness.finish(id);
    expect(stopped.status).toBe('stopped');
    expect(stopped.approval).toBeUndefined();
  });

  it('asks the owner once, through a worker that stops and its successor', async () => {
    const worker = harness.startWorker();
    const asked = await waiting();
    await worker.stop();
    await freeAllLeases(harness.database);
    harness.startWorker();
    harness.startWorker();
    // They have looked for work by the time that another model's is done.
    const other = await harness.request({ modelRef: 'mlmodel:default/other' });
    await harness.finish(other.id);
    expect(await harness.deployments.get(asked.id)).toMatchObject({
      status: 'awaiting-approval',
    });
    expect(harness.approvalNotices).toEqual([
      { ...TARGET, deploymentId: asked.id, version: 1, requestedBy: ADA },
    ]);
    await decide(asked);
    expect(await harness.finish(asked.id)).toMatchObject({ status: 'live' });
    expect(harness.runtime.running(TARGET)).toEqual([
      { version: 1, starts: 1 },
    ]);
  });

  it('does not take how long somebody took for what the next one takes', async () => {
    harness.startWorker();
    await approved();
    const { steps } = await request();
    expect(
      steps.map(({ name, lastSeconds }) => [name, lastSeconds !== undefined]),
    ).toEqual([
      ['train', true],
      ['register', true],
      ['approve', false],
      ['start', true],
      ['smoke', true],
      ['traffic', true],
    ]);
  });

  it('tells owners what has become of it: of each decision, cancel and newer one once', async () => {
    harness.startWorker();
    const first = await waiting();
    await decide(first, { decision: 'rejected', comment: 'Not yet' });
    await decide(first, { decision: 'rejected', comment: 'Not yet' });
    const second = await waiting();
    await harness.deployments.cancel(second.id, ADA);
    const third = await waiting();
    const fourth = await waiting();
    await decide(fourth);
    await harness.finish(fourth.id);
    const notice = { ...TARGET, requestedBy: ADA };
    expect(harness.approvalOutcomes).toEqual([
      {
        ...notice,
        deploymentId: first.id,
        version: 1,
        decision: 'rejected',
        decidedBy: GRACE,
        comment: 'Not yet',
      },
      { ...notice, deploymentId: second.id, version: 2, withdrawnBy: ADA },
      { ...notice, deploymentId: third.id, version: 3, withdrawnBy: ADA },
      {
        ...notice,
        deploymentId: fourth.id,
        version: 4,
        decision: 'approved',
        decidedBy: GRACE,
      },
    ]);
  });

  it('waits where its owner cannot be told', async () => {
    harness.startWorker(
      harness.driveOptions({
        approvalNotifier: {
          ...harness.approvalNotifier,
          notifyOfApproval: () => Promise.reject(new Error('503')),
        },
      }),
    );
    expect(await waiting()).toMatchObject({ status: 'awaiting-approval' });
  });

  it('takes no worker while it waits, and one at once when it is approved', async () => {
    const worker = harness.startWorker();
    const asked = await waiting();
    await worker.stop();
    const claim = () =>
      claimDeployments(
        harness.database,
        { owner: 'other', leaseMs: 30_000 },
        10,
      );
    expect(await rowOf(asked)).toMatchObject({
      slot: 'queued',
      lease_owner: null,
      lease_until: null,
    });
    expect(await claim()).toEqual([]);
    await decide(asked);
    expect(await claim()).toMatchObject([{ id: asked.id, slot: 'active' }]);
  });

  it('ends as it is rejected, and says who, why and what serves', async () => {
    harness.startWorker();
    const asked = await waiting();
    const rejected = await decide(asked, {
      decision: 'rejected',
      comment: 'Not before the audit',
    });
    expect(rejected).toMatchObject({
      status: 'rejected',
      approval: { decision: 'rejected', decidedBy: GRACE },
      failure: {
        step: 'approve',
        message: `Rejected by ${GRACE}: Not before the audit`,
        stillServing: 'Nothing served production yet.',
      },
    });
    expect(statusesOf(rejected)).toMatchObject({
      register: 'succeeded',
      approve: 'cancelled',
      start: 'cancelled',
    });
    expect(await rowOf(asked)).toMatchObject({ slot: null });
    expect(harness.runtime.running(TARGET)).toEqual([]);
  });

  it('is found as rejected once it was, and as cancelled where it was cancelled', async () => {
    harness.startWorker();
    const rejected = await waiting();
    await decide(rejected, { decision: 'rejected' });
    const cancelled = await waiting();
    await harness.deployments.cancel(cancelled.id, ADA);
    const idsOf = async (status: DeploymentStatus) => {
      const { items } = await harness.deployments.list(TARGET.modelRef, {
        status,
        limit: 50,
      });
      return items.map(({ id }) => id);
    };
    expect(await idsOf('rejected')).toEqual([rejected.id]);
    expect(await idsOf('cancelled')).toEqual([cancelled.id]);
  });

  it('is never decided by whoever asked for it', async () => {
    harness.startWorker();
    const asked = await waiting();
    for (const by of [ADA, 'User:Default/Ada']) {
      await expect(decide(asked, { by })).rejects.toThrow(
        'somebody else must decide',
      );
    }
    expect(await harness.deployments.get(asked.id)).toMatchObject({
      status: 'awaiting-approval',
    });
  });

  it.each([
    ['Ada', 'user:default/ada', 'somebody else must decide'],
    [undefined, GRACE, 'Nobody knows who asked'],
  ])('asked for by %s is not decided by %s', async (requestedBy, by, why) => {
    harness.startWorker();
    const asked = await waiting({ requestedBy });
    await expect(decide(asked, { by })).rejects.toThrow(why);
  });

  it('can be approved by people when a service asked for it', async () => {
    harness.startWorker();
    const asked = await waiting({ requestedBy: 'external:ci' });
    expect(await decide(asked)).toMatchObject({
      approval: { decidedBy: GRACE },
    });
  });

  it('is decided once: the same again is fine, anything else is told by whom', async () => {
    harness.startWorker();
    const asked = await waiting();
    await Promise.all([decide(asked), decide(asked)]);
    const live = await harness.finish(asked.id);
    expect((await decide(asked)).approval).toEqual(live.approval);
    const told = `Deployment ${asked.id} was approved by ${GRACE} at ${live.approval?.decidedAt} already`;
    await expect(decide(asked, { by: 'user:default/mary' })).rejects.toThrow(
      told,
    );
    await expect(decide(asked, { decision: 'rejected' })).rejects.toThrow(told);
  });

  it('is decided by one of two who decide at once', async () => {
    harness.startWorker();
    const asked = await waiting();
    const outcomes = await Promise.allSettled([
      decide(asked),
      decide(asked, { by: 'user:default/mary', decision: 'rejected' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it.each(['approve first', 'cancel first'])(
    'is either approved or cancelled by two at once: %s',
    async order => {
      const worker = harness.startWorker();
      const asked = await waiting();
      await worker.stop();
      const { database } = harness;
      const seen = await rowOf(asked);
      const now = new Date();
      const acts = [
        () =>
          tryDecideDeployment(database, {
            id: asked.id,
            decision: 'approved',
            by: GRACE,
            stillServing: '',
            now,
          }),
        () => tryCancelDeployment(database, { seen, reason: 'by Ada', now }),
      ];
      if (order === 'cancel first') acts.reverse();
      const won = await Promise.all(acts.map(act => act()));
      expect(won.filter(each => each)).toHaveLength(1);
      const { status, approval } = await rowOf(asked);
      expect([
        ['awaiting-approval', 'approved'],
        ['cancelled', 'needed'],
      ]).toContainEqual([status, approval]);
    },
  );

  it('tells whoever decides too late who has cancelled it', async () => {
    harness.startWorker();
    const asked = await waiting();
    expect(await harness.deployments.cancel(asked.id, ADA)).toMatchObject({
      status: 'cancelled',
      failure: { step: 'approve', message: `Cancelled by ${ADA}` },
    });
    await expect(decide(asked)).rejects.toThrow(
      `waits for nobody any more, it is cancelled: Cancelled by ${ADA}`,
    );
  });

  it('is not decided before it waits, nor through another model', async () => {
    const queued = await request();
    await expect(decide(queued)).rejects.toThrow(
      'has not come to its approval yet, it is queued',
    );
    await expect(
      decide(queued, { modelRef: 'mlmodel:default/other' }),
    ).rejects.toThrow('mlmodel:default/other has no deployment');
  });

  it('stops when it was cancelled on its way to waiting', async () => {
    harness.startWorker(
      harness.driveOptions({
        approvalNotifier: {
          ...harness.approvalNotifier,
          notifyOfApproval: async ({ deploymentId }) => {
            await harness.deployments.cancel(deploymentId, ADA);
          },
        },
      }),
    );
    const { id } = await request();
    expect(await harness.finish(id)).toMatchObject({
      status: 'cancelled',
      failure: { step: 'approve', message: `Cancelled by ${ADA}` },
    });
    expect(harness.approvalOutcomes).toMatchObject([{ deploymentId: id }]);
  });

  it('gives way to a newer one', async () => {
    harness.startWorker();
    const older = await waiting();
    const newer = await waiting();
    expect(await harness.deployments.get(older.id)).toMatchObject({
      status: 'cancelled',
      failure: {
        message:
          'Superseded before it went on: user:default/ada asked for a newer deployment',
      },
    });
    await expect(decide(older)).rejects.toThrow('asked for a newer deployment');
    await decide(newer);
    expect(await harness.finish(newer.id)).toMatchObject({ version: 2 });
  });

  it('gives way to a newer one that was asked for while it was built', async () => {
    harness.engine.stuck = true;
    harness.startWorker();
    const older = await request();
    await harness.until(older.id, ({ status }) => status === 'building');
    const newer = await request();
    harness.engine.stuck = false;
    expect(await harness.finish(older.id)).toMatchObject({
      status: 'cancelled',
      failure: { message: expect.stringMatching(/^Superseded by a newer/) },
    });
    expect(await harness.untilItWaits(newer.id)).toMatchObject({ version: 2 });
  });

  describe('goes on with the approval of an earlier one', () => {
    it('as a rollback to what was live with it', async () => {
      harness.startWorker();
      const first = await approved();
      await approved();
      const { id } = await request({ version: 1, trigger: 'rollback' });
      const rollback = await harness.finish(id);
      expect(rollback).toMatchObject({
        status: 'live',
        version: 1,
        approval: {
          decidedBy: GRACE,
          decidedAt: first.approval?.decidedAt,
          carriedFrom: first.id,
        },
      });
      expect(rollback.approval?.waitedSeconds).toBeUndefined();
      expect(Object.keys(statusesOf(rollback))).not.toContain('approve');
      await approved({ version: 2 });
      const again = await request({ version: 1, trigger: 'rollback' });
      expect(again.approval?.carriedFrom).toBe(first.id);
    });

    it('but not as a rollback to what never was live with one', async () => {
      harness.startWorker();
      const { id } = await harness.request();
      await harness.finish(id);
      await approved();
      expect(await waiting({ version: 1, trigger: 'rollback' })).toMatchObject({
        status: 'awaiting-approval',
      });
    });

    it('and not as any other deployment of that version', async () => {
      harness.startWorker();
      await approved();
      expect(await waiting({ version: 1 })).toMatchObject({
        approval: { required: true, decision: undefined },
      });
    });

    const retry = ({ id }: Deployment) =>
      harness.deployments.retry(id, {
        model: aModelEntity({ spec: { riskTier: 'high' } }),
        requestedBy: ADA,
      });

    it('as the retry of one that failed after it', async () => {
      harness.startWorker();
      harness.runtime.crashing.set(1, 'out of memory');
      const failed = await approved();
      expect(failed.status).toBe('failed');
      harness.runtime.crashing.clear();
      const { id } = await retry(failed);
      expect(await harness.finish(id)).toMatchObject({
        status: 'live',
        approval: { decidedBy: GRACE, carriedFrom: failed.id },
      });
    });

    it('but not as the retry of one that was stopped', async () => {
      const worker = harness.startWorker();
      const asked = await waiting();
      await worker.stop();
      await decide(asked);
      await harness.deployments.cancel(asked.id, ADA);
      expect(await retry(asked)).toMatchObject({
        approval: { required: true, decision: undefined },
      });
    });

    it('but asks again as the retry of one that was rejected', async () => {
      harness.startWorker();
      const asked = await waiting();
      await decide(asked, { decision: 'rejected' });
      const { id } = await retry(asked);
      expect(await harness.untilItWaits(id)).toMatchObject({
        version: asked.version,
        approval: { required: true, decision: undefined },
      });
    });
  });
});
