import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { Mortality } from '../__testUtils__/Mortality';
import { freeAllLeases } from './store/claimDeployment';

interface Scenario {
  title: string;
  /** Versions released before. */
  before: number;
  act(harness: DeploymentHarness, modelRef: string): Promise<Deployment>;
  expected: {
    status: string;
    version?: number;
    versions: number;
    runs: number;
    running: Array<{ version: number; starts: number }>;
    live: number[];
    goodTokens: number[];
  };
}

/** Its canary is looked at once: more looks would be more of the same points. */
const aGuardedModel = (release = {}) =>
  aModelEntity({ spec: { guardrails: { bake: 'PT0S' }, release } });

/** Version 2 was built and answers every request; version 1 is kept for a rollback. */
const TOOK_OVER: Scenario['expected'] = {
  status: 'live',
  version: 2,
  versions: 2,
  runs: 1,
  running: [
    { version: 1, starts: 1 },
    { version: 2, starts: 1 },
  ],
  live: [2],
  goodTokens: [1, 2],
};

/** Version 1 answers every request; the one that was put back can still be asked. */
const PUT_BACK: Scenario['expected'] = {
  status: 'failed',
  version: 2,
  versions: 2,
  runs: 1,
  running: [
    { version: 1, starts: 1 },
    { version: 2, starts: 1 },
  ],
  live: [1],
  goodTokens: [1, 2],
};

const AS_SHADOW = { production: { strategy: 'shadow' } };

const SCENARIOS: Scenario[] = [
  {
    title: 'a first version',
    before: 0,
    act: (harness, modelRef) => harness.request({ modelRef }),
    expected: {
      status: 'live',
      version: 1,
      versions: 1,
      runs: 1,
      running: [{ version: 1, starts: 1 }],
      live: [1],
      goodTokens: [1],
    },
  },
  {
    title: 'a third version, with the first to be stopped',
    before: 2,
    act: (harness, modelRef) => harness.request({ modelRef }),
    expected: {
      status: 'live',
      version: 3,
      versions: 3,
      runs: 1,
      running: [
        { version: 2, starts: 1 },
        { version: 3, starts: 1 },
      ],
      live: [3],
      goodTokens: [2, 3],
    },
  },
  {
    title: 'a retrain, which is compared with what is live',
    before: 1,
    act: (harness, modelRef) =>
      harness.request({ modelRef, trigger: 'retrain' }),
    expected: TOOK_OVER,
  },
  {
    title: 'one that somebody must approve',
    before: 0,
    async act(harness, modelRef) {
      const model = aModelEntity({ spec: { riskTier: 'high' } });
      const requested = await harness.request({ modelRef, model });
      harness.approveOnceItWaits(requested);
      return requested;
    },
    expected: {
      status: 'live',
      version: 1,
      versions: 1,
      runs: 1,
      running: [{ version: 1, starts: 1 }],
      live: [1],
      goodTokens: [1],
    },
  },
  {
    title: 'one that is tried as a canary',
    before: 1,
    act: (harness, modelRef) =>
      harness.request({ modelRef, model: aGuardedModel() }),
    expected: TOOK_OVER,
  },
  {
    title: 'one that takes linear steps',
    before: 1,
    act: (harness, modelRef) =>
      harness.request({
        modelRef,
        model: aGuardedModel({
          production: { strategy: 'linear', weights: [5, 50] },
        }),
      }),
    expected: TOOK_OVER,
  },
  {
    title: 'one that is tried as a shadow',
    before: 1,
    act: (harness, modelRef) =>
      harness.request({ modelRef, model: aGuardedModel(AS_SHADOW) }),
    expected: TOOK_OVER,
  },
  {
    title: 'a shadow that broke a guardrail',
    before: 1,
    async act(harness, modelRef) {
      harness.canaries.disagreement.differing = 900;
      return harness.request({ modelRef, model: aGuardedModel(AS_SHADOW) });
    },
    expected: PUT_BACK,
  },
  {
    title: 'a canary that is put back',
    before: 1,
    async act(harness, modelRef) {
      harness.canaries.candidate.errors = 500;
      return harness.request({ modelRef, model: aGuardedModel() });
    },
    expected: PUT_BACK,
  },
  {
    title: 'a rollback',
    before: 2,
    act: (harness, modelRef) =>
      harness.request({ modelRef, version: 1, trigger: 'rollback' }),
    expected: {
      status: 'live',
      version: 1,
      versions: 2,
      runs: 0,
      running: [
        { version: 1, starts: 1 },
        { version: 2, starts: 1 },
      ],
      live: [1],
      goodTokens: [1, 2],
    },
  },
  {
    title: 'a stop',
    before: 2,
    act: (harness, modelRef) => harness.request({ modelRef, trigger: 'stop' }),
    expected: {
      status: 'stopped',
      version: 2,
      versions: 2,
      runs: 0,
      running: [],
      live: [],
      goodTokens: [],
    },
  },
  {
    title: 'an edit of the traffic, with a version that was stopped',
    before: 3,
    act: (harness, modelRef) =>
      harness.editTraffic({ 3: 60, 1: 40 }, { modelRef }),
    expected: {
      status: 'traffic-edited',
      version: 3,
      versions: 3,
      runs: 0,
      running: [
        { version: 1, starts: 2 },
        { version: 2, starts: 1 },
        { version: 3, starts: 1 },
      ],
      live: [3, 1],
      goodTokens: [1, 2, 3],
    },
  },
  {
    title: 'a rebuild, with one that is kept warm',
    before: 2,
    act: (harness, modelRef) =>
      harness.request({ modelRef, trigger: 'rebuild' }),
    expected: {
      status: 'rebuilt',
      version: 2,
      versions: 2,
      runs: 0,
      // Once each, however often it was asked for.
      running: [
        { version: 1, starts: 2 },
        { version: 2, starts: 2 },
      ],
      live: [2],
      goodTokens: [1, 2],
    },
  },
  {
    title: 'the end of the version before, which is kept warm',
    before: 3,
    act: (harness, modelRef) => harness.retire(2, { modelRef }),
    expected: {
      status: 'retired',
      version: 2,
      versions: 3,
      runs: 0,
      running: [{ version: 3, starts: 1 }],
      live: [3],
      goodTokens: [3],
    },
  },
  {
    title: 'a stage that fails',
    before: 1,
    async act(harness, modelRef) {
      harness.engine.failing = 'train';
      return harness.request({ modelRef });
    },
    expected: {
      status: 'failed',
      versions: 1,
      runs: 1,
      running: [{ version: 1, starts: 1 }],
      live: [1],
      goodTokens: [1],
    },
  },
  {
    title: 'a smoke test that fails',
    before: 1,
    async act(harness, modelRef) {
      harness.runtime.answer.status = 500;
      return harness.request({ modelRef });
    },
    expected: {
      status: 'failed',
      version: 2,
      versions: 2,
      runs: 1,
      running: [{ version: 1, starts: 1 }],
      live: [1],
      goodTokens: [1],
    },
  },
  {
    title: 'a cancelled build',
    before: 1,
    async act(harness, modelRef) {
      harness.engine.stuck = true;
      harness.engine.onDescribe = async id => {
        harness.engine.onDescribe = async () => {};
        await harness.deployments.cancel(id, 'user:default/ada');
      };
      return harness.request({ modelRef });
    },
    expected: {
      status: 'cancelled',
      versions: 1,
      runs: 1,
      running: [{ version: 1, starts: 1 }],
      live: [1],
      goodTokens: [1],
    },
  },
];

describeEachDatabase('A worker that is killed', (openDatabase, databaseId) => {
  // What happens between two points is the same on both; a sample will do.
  const step = databaseId === 'SQLITE_3' ? 1 : 4;

  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    // More stages would be more of the same points.
    harness.engine.stages = ['train'];
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function prepare(modelRef: string, versions: number): Promise<void> {
    harness.engine.failing = undefined;
    harness.engine.stuck = false;
    harness.runtime.answer.status = 200;
    const worker = harness.startWorker();
    for (let version = 1; version <= versions; version += 1) {
      await harness.finish((await harness.request({ modelRef })).id);
    }
    await worker.stop();
  }

  async function outcomeOf(modelRef: string, id: string) {
    const target = { ...TARGET, modelRef };
    const { status, version } = await harness.deployments.get(id);
    const versions = await harness.database('versions').where({
      model_ref: modelRef,
    });
    const tokens = await Promise.all(
      versions.map(async row => {
        const secret = harness.runtime.tokenOf(target, row.version) ?? '';
        return (await harness.verifier.verify(secret, 'ingest')) && row.version;
      }),
    );
    return {
      status,
      version,
      versions: versions.length,
      runs: [...harness.engine.runs.values()].filter(
        run => run.request.deploymentId === id,
      ).length,
      running: harness.runtime.running(target),
      live: harness.runtime
        .trafficOf(target)
        .shares.map(share => share.version),
      shadow: harness.runtime.trafficOf(target).shadow,
      goodTokens: tokens.filter(token => token !== undefined).sort(),
    };
  }

  /** @returns points passed */
  async function killAt(scenario: Scenario, point: number): Promise<number> {
    const modelRef = `mlmodel:default/killed-at-${point}`;
    await prepare(modelRef, scenario.before);
    const { id } = await scenario.act(harness, modelRef);
    const mortality = new Mortality(point);
    const mortal = harness.startMortalWorker(mortality);
    const finished = harness.finish(id);
    if (await Promise.race([mortality.died, finished.then(() => undefined)])) {
      await freeAllLeases(harness.database);
      const successor = harness.startWorker();
      await finished;
      await successor.stop();
    } else {
      await mortal.stop();
    }
    expect({ point, ...(await outcomeOf(modelRef, id)) }).toEqual({
      point,
      shadow: undefined,
      ...scenario.expected,
    });
    return mortality.points;
  }

  it.each(SCENARIOS)(
    'at any point of $title leaves the same as one that is not',
    async scenario => {
      const points = await killAt(scenario, Infinity);
      expect(points).toBeGreaterThan(5);
      for (let point = 1; point <= points; point += step) {
        await killAt(scenario, point);
      }
    },
    300_000,
  );
});
