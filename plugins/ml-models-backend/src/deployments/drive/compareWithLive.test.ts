import {
  Deployment,
  MlModelEntityV1alpha1,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { PredictingService } from '../../__testUtils__/PredictingService';
import { retrainRows } from '../retrain/retrainRows';
import { freeAllLeases } from '../store/claimDeployment';

const TARGET_OF_REPORT = {
  output: 'delayed',
  name: 'delayed',
  type: 'boolean',
} as const;

/** A row is late from 100 on. What says otherwise is wrong. */
const isLate = (distance: number) => distance >= 100;

/** @param wrong - how many of the rows the build itself gets wrong */
function rowsOf(wrong: number, count = 200): ReferenceRow[] {
  return Array.from({ length: count }, (_, distance) => ({
    inputs: { distance, carrier: 'UA' },
    outputs: { delayed: isLate(distance) !== distance < wrong },
    target: { delayed: isLate(distance) },
  }));
}

function aSignal() {
  let give = () => {};
  const given = new Promise<void>(resolve => {
    give = resolve;
  });
  return { given, give };
}

describeEachDatabase('compareWithLive', openDatabase => {
  let harness: DeploymentHarness;
  /** The version that is live: right on all rows but the first four. */
  let service: PredictingService;
  let url: string;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    service = new PredictingService(({ distance }) => ({
      delayed: isLate(Number(distance)) !== Number(distance) < 4,
    }));
    url = await service.start();
    startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
    await service.stop();
  });

  function startWorker() {
    return harness.startWorker(
      harness.driveOptions({
        // The live version answers on a port; others are asked in memory.
        fetch: (asked, init) => {
          const path = new URL(String(asked)).pathname;
          return path.includes('/versions/1/')
            ? fetch(`${url}${path}`, init)
            : harness.runtime.fetch(asked, init);
        },
      }),
    );
  }

  async function deployFirst(model = aModelEntity()) {
    const first = await harness.request({ model, commit: 'a'.repeat(40) });
    if (model.spec.riskTier === 'high') await harness.approveOnceItWaits(first);
    await harness.finish(first.id);
    service.asked.length = 0;
  }

  /** @param change - of the service, once its version is live */
  async function retrain(
    rows: ReferenceRow[],
    model: MlModelEntityV1alpha1 = aModelEntity(),
    change = () => {},
  ): Promise<Deployment> {
    await deployFirst(model);
    change();
    harness.engine.output = {
      report: aModelReport({ target: TARGET_OF_REPORT }),
      referenceRows: rows,
    };
    return harness.request({ model, trigger: 'retrain' });
  }

  const stepOf = ({ steps }: Deployment, name = 'compare') =>
    steps.find(step => step.name === name);

  it('asks the live version the rows of the build, as shadow traffic, and says both figures', async () => {
    const { id } = await retrain(rowsOf(4));
    const deployment = await harness.finish(id);
    expect(deployment).toMatchObject({
      status: 'live',
      version: 2,
      trigger: 'retrain',
      commit: { sha: 'a'.repeat(40) },
      buildComparison: {
        candidate: 2,
        live: 1,
        outcome: 'not-worse',
        gate: 'not-worse-than-live',
        rows: 200,
        unanswered: 0,
      },
    });
    expect(deployment.buildComparison?.measures).toContainEqual({
      measure: 'accuracy',
      candidate: 0.98,
      live: 0.98,
      n: 200,
    });
    expect(stepOf(deployment)?.message).toMatch(
      /^Version 2 is not surely worse than version 1 on 200 rows whose outcome is known: Accuracy 0.98 against 0.98/,
    );
    expect(deployment.steps.map(({ name }) => name)).toEqual([
      'train',
      'register',
      'compare',
      'start',
      'smoke',
      'traffic',
    ]);
    expect(service.asked.map(({ rows }) => rows.length)).toEqual([
      50, 50, 50, 50,
    ]);
    expect(new Set(service.asked.map(({ traffic }) => traffic))).toEqual(
      new Set(['shadow']),
    );
    expect(service.asked[0].path).toMatch(
      /\/production\/versions\/1\/v2\/models\/flight-delay\/infer$/,
    );
  });

  it('fails one that is surely worse, before it is started, and its retry too', async () => {
    const { id } = await retrain(rowsOf(40));
    const failed = await harness.finish(id);
    expect(failed).toMatchObject({
      status: 'failed',
      version: 2,
      buildComparison: { outcome: 'worse' },
      failure: {
        step: 'compare',
        message: expect.stringMatching(
          /^The gate lets no version through that is surely worse than the live one, 1\. Version 2 is surely worse .*Accuracy 0\.8 against 0\.98.* it is wrong on 36 rows that the live version gets right, and right on 0 .*deploys it by hand$/,
        ),
      },
    });
    expect(harness.runtime.running(TARGET)).toMatchObject([{ version: 1 }]);
    const retried = await harness.deployments.retry(id, {
      model: aModelEntity(),
      requestedBy: 'user:default/ada',
    });
    expect(await harness.finish(retried.id)).toMatchObject({
      status: 'failed',
      trigger: 'retry',
      failure: { step: 'compare' },
    });
    // Who wants it all the same says so.
    const byHand = await harness.request({ version: 2 });
    expect((await harness.finish(byHand.id)).status).toBe('live');
  });

  it('lets one through that may be worse by chance', async () => {
    const { id } = await retrain(rowsOf(9));
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      buildComparison: { outcome: 'not-worse' },
    });
  });

  it('only tells where the model has no gate', async () => {
    const model = aModelEntity({ spec: { retrain: { gate: 'none' } } });
    const { id } = await retrain(rowsOf(40), model);
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      buildComparison: { outcome: 'worse', gate: 'none' },
    });
  });

  it.each([
    ['no row has a target', rowsOf(4).map(({ target, ...row }) => row)],
    ['they are too few', rowsOf(4, 20)],
  ])('warns that it was not measured where %s', async (_, rows) => {
    const { id } = await retrain(rows);
    const deployment = await harness.finish(id);
    expect(deployment).toMatchObject({
      status: 'live',
      buildComparison: { outcome: 'not-measured' },
    });
    expect(stepOf(deployment)?.message).toMatch(/was not measured: /);
  });

  it('releases no model of high risk that was not measured', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const { id } = await retrain(rowsOf(4, 20), model);
    const failed = await harness.finish(id);
    expect(failed).toMatchObject({
      status: 'failed',
      failure: {
        step: 'compare',
        message: expect.stringMatching(
          /^A model of high risk is not retrained unjudged\. .* 20 rows could be compared, and 100 are needed\. Version 2 is kept/,
        ),
      },
    });
  });

  it('compares before somebody is asked to approve it, and once', async () => {
    const model = aModelEntity({ spec: { riskTier: 'high' } });
    const { id } = await retrain(rowsOf(4), model);
    const waiting = await harness.untilItWaits(id);
    expect(waiting.buildComparison).toMatchObject({ outcome: 'not-worse' });
    expect(service.asked).toHaveLength(4);
    await harness.approve(waiting);
    expect((await harness.finish(id)).status).toBe('live');
    expect(service.asked).toHaveLength(4);
  });

  it('leaves rows out that the live version refuses, and says how many', async () => {
    service.statusOf = rows =>
      rows.some(({ distance }) => distance === 7) ? 400 : 200;
    const { id } = await retrain(rowsOf(4));
    const { buildComparison } = await harness.finish(id);
    expect(buildComparison).toMatchObject({
      outcome: 'not-worse',
      rows: 199,
      unanswered: 1,
      says: expect.stringContaining(
        '1 of 200 rows are left out, as version 1 did not answer them (it answered 400)',
      ),
    });
  });

  it('asks no further where the live version refuses everything', async () => {
    const { id } = await retrain(rowsOf(4, 1_200), aModelEntity(), () => {
      service.statusOf = () => 500;
    });
    const { buildComparison, status } = await harness.finish(id);
    expect(status).toBe('live');
    expect(buildComparison).toMatchObject({
      outcome: 'not-measured',
      // A thousand are asked at most.
      unanswered: 1_000,
    });
    expect(service.asked).toHaveLength(102);
  });

  it('says that a live version which is not there was not compared with', async () => {
    const { id } = await retrain(rowsOf(4));
    harness.runtime.crash({ ...TARGET, version: 1 }, 'Killed');
    const { buildComparison, status } = await harness.finish(id);
    expect(status).toBe('live');
    expect(buildComparison?.says).toBe(
      'Whether it is worse than the live version was not measured: version 1, which is live, is not ready',
    );
  });

  it('goes on after a worker that died in the middle', async () => {
    const asked = aSignal();
    const answered = aSignal();
    const { id } = await retrain(rowsOf(4), aModelEntity(), () => {
      service.onAsked = async () => {
        asked.give();
        await answered.given;
      };
    });
    await asked.given;
    const stopped = harness.stopWorkers();
    service.onAsked = async () => {};
    answered.give();
    await stopped;
    expect((await harness.deployments.get(id)).currentStep).toBe('compare');
    await freeAllLeases(harness.database);
    startWorker();
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      buildComparison: { outcome: 'not-worse', rows: 200 },
    });
  });

  it('is cancelled while the live version takes its time', async () => {
    const asked = aSignal();
    const { id } = await retrain(rowsOf(4), aModelEntity(), () => {
      service.onAsked = () => {
        asked.give();
        return new Promise(() => {});
      };
    });
    await asked.given;
    await harness.deployments.cancel(id, 'user:default/ada');
    expect((await harness.finish(id)).status).toBe('cancelled');
  });

  it('takes the rows of a workflow that registers its version by itself', async () => {
    const model = aModelEntity();
    await deployFirst(model);
    harness.engine.output = undefined;
    const { id } = await harness.request({ model, trigger: 'retrain' });
    await harness.until(id, ({ currentStep }) => currentStep === 'register');
    const registered = {
      modelRef: TARGET.modelRef,
      runId: `run of ${id}`,
    };
    const register = await harness.versions.prepare({
      ...registered,
      report: aModelReport({ target: TARGET_OF_REPORT }),
      referenceRows: rowsOf(4),
      artifactUri: 'file:///artifacts/by-hand.tar.gz',
      commit: { sha: 'a'.repeat(40) },
    });
    await harness.database.transaction(async trx => {
      const version = await register(trx);
      await retrainRows.keep(trx, { ...registered, version, rows: rowsOf(4) });
      await retrainRows.keep(trx, {
        modelRef: 'mlmodel:default/other',
        runId: 'of a build that is no retrain',
        version,
        rows: rowsOf(4),
      });
    });
    expect(await harness.finish(id)).toMatchObject({
      status: 'live',
      buildComparison: { outcome: 'not-worse', rows: 200 },
    });
    expect(await harness.database('retrain_rows').pluck('model_ref')).toEqual([
      TARGET.modelRef,
    ]);
  });

  it.each([
    ['a', 'b', 'others than those of version 1'],
    ['a', 'a', 'the same as those of version 1'],
    ['a', undefined, 'not known, as a model report names no digest'],
  ])(
    'says of data %s and %s that they are %s',
    async (before, after, expected) => {
      const report = (digest: string | undefined) => ({
        report: aModelReport({ data: { digest, references: [] } }),
      });
      harness.engine.output = report(before);
      await harness.finish((await harness.request()).id);
      harness.engine.output = report(after);
      const { id } = await harness.request({ trigger: 'retrain' });
      expect(stepOf(await harness.finish(id), 'register')?.message).toContain(
        expected,
      );
    },
  );
});
