import { isError } from '@backstage/errors';
import { isSameSplit } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  VersionReplacements,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from '../DeploymentRow';
import { getAdapter } from '../getAdapter';
import { SMOKE_STEP, START_STEP, TRAFFIC_STEP } from '../releaseSteps';
import { findOwnLiveVersion } from '../store/liveVersions';
import { splitOf, weightsOf } from '../traffic/weightsOf';
import { askAdapter } from './askAdapter';
import {
  DeploymentCancelledError,
  DeploymentError,
  isDefiniteError,
} from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { askForPrediction } from './smokeTest';
import { findServed, isUnderWay, toServable } from './startVersion';
import { waitUntilReady } from './waitUntilReady';

/** A version that is made anew. */
interface Renewed {
  version: number;
  /** It answers nobody, and must not keep those that do from being made anew. */
  isWarm: boolean;
}

interface Renewal {
  run: DeploymentRun;
  runtime: ServingRuntime;
  replacements: VersionReplacements;
}

/**
 * Lets fresh instances of all that serves at a target take over, each made from its
 * registered artifact alone: of the versions that answer, and of the one that is kept
 * warm. None takes over before all that answer are good.
 *
 * @throws DeploymentError, DeploymentCancelledError
 */
export async function rebuildTarget(run: DeploymentRun): Promise<void> {
  const { options, target } = run;
  const live = await findOwnLiveVersion(options.database, target);
  if (!live) {
    throw new DeploymentError({
      message: `Nothing is live in ${target.environment} any more, so nothing is left to rebuild`,
    });
  }
  await run.write({
    status: 'starting',
    version: live.version,
    previous_version: live.version,
  });
  const renewal = getRenewal(run, live);
  const wanted = listWanted(live);
  const left: string[] = [];
  const started = await eachOf(wanted, START_STEP, { renewal, left });
  const tried = await eachOf(started, SMOKE_STEP, { renewal, left });
  await run.step(TRAFFIC_STEP, {}, async () => {
    for (const { version } of tried) {
      await takeOver(renewal, version);
    }
    await giveTraffic(renewal, live);
    return [`Fresh instances have taken over: ${nameAll(tried)}`, ...left].join(
      '. ',
    );
  });
  await run.write({
    status: 'rebuilt',
    ended_at: options.now(),
    current_step: null,
  });
}

function getRenewal(run: DeploymentRun, live: LiveVersionRow): Renewal {
  const runtime = getAdapter(
    run.options.servingRuntimes,
    live.runtime,
    'serving runtime',
  );
  const { replacements } = runtime;
  if (!replacements) {
    throw new DeploymentError({
      message: `The serving runtime '${runtime.id}' cannot let a fresh instance take over from one that runs`,
    });
  }
  return { run, runtime, replacements };
}

/** By our books: what is to serve, whether its runtime still knows of it or not. */
function listWanted(live: LiveVersionRow): Renewed[] {
  const answering = weightsOf(live).map(({ version }) => version);
  const warm = live.previous_version;
  return [
    ...answering.map(version => ({ version, isWarm: false })),
    ...(warm !== null && !answering.includes(warm)
      ? [{ version: warm, isWarm: true }]
      : []),
  ];
}

const ACTS = {
  [START_STEP]: { status: 'starting', act: startBeside, done: 'Ready' },
  [SMOKE_STEP]: { status: 'smoke', act: tryOut, done: 'Answered when asked' },
} as const;

/**
 * Does one step with each version.
 *
 * @param options.left - takes, in a sentence, what becomes of no fresh instance
 * @returns those that got through it
 */
async function eachOf(
  wanted: Renewed[],
  step: keyof typeof ACTS,
  { renewal, left }: { renewal: Renewal; left: string[] },
): Promise<Renewed[]> {
  const { status, act, done } = ACTS[step];
  const good: Renewed[] = [];
  await renewal.run.step(step, { status }, async () => {
    for (const one of wanted) {
      try {
        await act(renewal, one.version);
        good.push(one);
      } catch (error) {
        left.push(await leaveWarm(renewal, one, error));
      }
    }
    return [`${done}: ${nameAll(good)}`, ...left].join('. ');
  });
  return good;
}

async function startBeside(
  { run, runtime, replacements }: Renewal,
  version: number,
): Promise<void> {
  const { options, target } = run;
  if (!isUnderWay(await findFresh(run, runtime, version))) {
    const released = await options.versions.get(target.modelRef, version);
    const servable = await toServable(options, target, released);
    const instance = instanceOf(run);
    await askAdapter(run, {
      adapter: runtime,
      method: 'startReplacement',
      ask: () => replacements.start({ ...servable, instance }),
    });
    await run.log(`A fresh instance of version ${version} started`);
  }
  await waitUntilReady({
    version,
    timeoutMs: options.timing.readyTimeoutMs,
    look: async () => {
      await run.assertNotCancelled();
      return findFresh(run, runtime, version);
    },
    pause: () => run.pause(),
    log: line => run.log(line),
  });
}

async function tryOut(
  { run, runtime }: Renewal,
  version: number,
): Promise<void> {
  const { options, target } = run;
  const released = await options.versions.get(target.modelRef, version);
  await askForPrediction(run, runtime, released, () =>
    findFresh(run, runtime, version),
  );
}

/** @throws the error, unless it is about a version that may stay as it is */
async function leaveWarm(
  { run, runtime, replacements }: Renewal,
  { version, isWarm }: Renewed,
  error: unknown,
): Promise<string> {
  if (
    !isWarm ||
    !isDefiniteError(error) ||
    !isError(error) ||
    error instanceof DeploymentCancelledError
  ) {
    throw error;
  }
  const instance = instanceOf(run);
  await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'discard',
    ask: () => replacements.discard({ ...run.target, version, instance }),
  });
  const served = await findServed(run, runtime, version);
  if (served?.instance === instance) {
    // Nothing of it ran before: it is the one that is no good.
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'stop',
      ask: () => runtime.stop({ ...run.target, version }),
    });
  }
  return `Version ${version}, which is kept warm, got no fresh instance: ${error.message}`;
}

async function takeOver(
  { run, runtime, replacements }: Renewal,
  version: number,
): Promise<void> {
  const instance = instanceOf(run);
  await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'takeOver',
    ask: () => replacements.takeOver({ ...run.target, version, instance }),
  });
  await run.log(`A fresh instance of version ${version} has taken over`);
}

/** Where the runtime had lost all that it served, nobody answers yet. */
async function giveTraffic(
  { run, runtime }: Renewal,
  live: LiveVersionRow,
): Promise<void> {
  const status = await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  const wanted = splitOf(live, status);
  if (!isSameSplit(status.traffic.shares, wanted.shares)) {
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(run.target, wanted),
    });
  }
}

/** One per rebuild: after a crash the instance is found that was started before. */
function instanceOf({ row }: DeploymentRun): string {
  return row.id;
}

/** @returns the fresh instance, whether it has taken over or not */
async function findFresh(
  run: DeploymentRun,
  runtime: ServingRuntime,
  version: number,
): Promise<VersionServingStatus | undefined> {
  const served = await findServed(run, runtime, version);
  if (served?.instance === instanceOf(run)) {
    return served;
  }
  return served?.replacement?.instance === instanceOf(run)
    ? { ...served, ...served.replacement }
    : undefined;
}

function nameAll(renewed: Renewed[]): string {
  return renewed.map(({ version }) => `version ${version}`).join(', ');
}
