import {
  CANARY_STEP,
  describeWeights,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  TrafficSplit,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Canary, canaryOf } from '../canary/Canary';
import { LiveVersionRow } from '../DeploymentRow';
import { CanaryShareRow, saveCanaryShare } from '../store/canaryShares';
import { findOwnLiveVersion } from '../store/liveVersions';
import { getStepStart } from '../store/steps';
import { splitOf, toSplit, weightsOf } from '../traffic/weightsOf';
import { askAdapter } from './askAdapter';
import { DeploymentError, isDefiniteError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { tellOfUndecided } from './holdCanary';
import { holdUntried, isHeldUntried } from './holdUntried';
import { awaitReady } from './startVersion';
import { Split, watchCanary } from './watchCanary';

/**
 * Gives the version a share of the requests and watches it, then the next larger one.
 * When it breaks a guardrail, or somebody cancels, the live version answers all of
 * them again.
 *
 * @throws DeploymentError, DeploymentCancelledError, DeploymentRejectedError
 */
export async function bakeCanary(
  run: DeploymentRun,
  runtime: ServingRuntime,
  candidate: number,
): Promise<void> {
  const canary = canaryOf(run.row);
  if (!canary) {
    return;
  }
  const { hold_reason: held, hold_decision: decision } = run.row;
  // Whoever goes on with one that is held finds it so.
  const status = held !== null && decision === null ? 'held' : 'canary';
  await run.step(CANARY_STEP, { status }, async () => {
    const live = await findOwnLiveVersion(run.options.database, run.target);
    if (live?.version === candidate) {
      return `Version ${candidate} is live in ${run.target.environment} already`;
    }
    if (!live) {
      return `Nothing else serves ${run.target.environment} that version ${candidate} could be compared with`;
    }
    const split = { candidate, live: live.version };
    const obstacle = await findObstacle(run, runtime, split);
    if (obstacle) {
      const end = canary.mustBeJudged
        ? await holdUntried(run, runtime, split, obstacle)
        : `Released without a judgement: ${obstacle}`;
      if (end) return end;
    }
    try {
      return await takeSteps(run, runtime, canary, { candidate, live });
    } catch (error) {
      if (isDefiniteError(error)) {
        await putBack(run, runtime, live);
        await tellOfUndecided(run);
      }
      throw error;
    }
  });
}

/** @returns why a version cannot be tried beside the live one; undefined: it can */
async function findObstacle(
  run: DeploymentRun,
  runtime: ServingRuntime,
  split: Split,
): Promise<string | undefined> {
  if (runtime.splitsTraffic === false) {
    return `the serving runtime '${runtime.id}' cannot split traffic, so version ${split.candidate} cannot be tried on a share of it`;
  }
  // Whoever was asked already is not made to wait for the live version as well.
  const answers =
    !isHeldUntried(run.row) && (await comesBack(run, runtime, split));
  return answers
    ? undefined
    : `version ${split.live} does not answer, so there is nothing to compare version ${split.candidate} with`;
}

/**
 * Waits for the live version, which is still being brought back after a crash of
 * its own or of everything.
 *
 * @returns false for one that does not come: what mends it must not wait for it
 */
async function comesBack(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { live }: Split,
): Promise<boolean> {
  try {
    await awaitReady(run, runtime, live);
    return true;
  } catch (error) {
    if (error instanceof DeploymentError) {
      return false;
    }
    throw error;
  }
}

/**
 * @param sides - the version that is tried, and what answers the other requests
 * @returns how the last step ended
 */
async function takeSteps(
  run: DeploymentRun,
  runtime: ServingRuntime,
  canary: Canary,
  sides: { candidate: number; live: LiveVersionRow },
): Promise<string> {
  const split = { candidate: sides.candidate, live: sides.live.version };
  const { weights } = canary;
  for (;;) {
    const { index, since } = await beginStep(run, split, weights[0]);
    const weight = weights[index];
    const isLast = index === weights.length - 1;
    await giveShare(run, runtime, weight, sides);
    const step = { ...split, weight, since, isLast };
    const end = await watchCanary(run, runtime, canary, step);
    if (end.decided || isLast) {
      return end.says;
    }
    await run.log(`With ${weight} % of the requests: ${end.says}`);
    await saveStep(run, split, {
      deployment_id: run.row.id,
      step: index + 1,
      weight: weights[index + 1],
      since: run.options.now(),
    });
  }
}

/** @returns the step that is under way, and when it began, by whichever worker */
async function beginStep(
  run: DeploymentRun,
  split: Split,
  weight: number,
): Promise<{ index: number; since: Date }> {
  const { canary_step: index, canary_step_at: at } = run.row;
  if (index !== null && at !== null) {
    return { index, since: new Date(at) };
  }
  if (run.row.canary_counted !== null) {
    // Begun by a release before this one, which kept no time of the first.
    const step = { deploymentId: run.row.id, name: CANARY_STEP };
    return { index: 0, since: await getStepStart(run.options.database, step) };
  }
  // Not when the step began: the live version may have been waited for since.
  const since = run.options.now();
  const share = { deployment_id: run.row.id, step: 0, weight, since };
  await saveStep(run, split, share);
  return { index: 0, since };
}

/** Each step is judged by what comes of its own share. */
async function saveStep(
  run: DeploymentRun,
  split: Split,
  share: CanaryShareRow & { since: Date },
): Promise<void> {
  const { since, step } = share;
  const observed = { ...run.target, ...split, since };
  await run.write(
    {
      canary_step: step,
      canary_step_at: since,
      canary_counted: await run.options.canaries.noteCounted(observed),
      // One that was held before, and judged after all, may be held again.
      hold_reason: null,
      held_at: null,
    },
    trx => saveCanaryShare(trx, share),
  );
}

/** Versions that share the requests by hand go on so with what is left of them. */
async function giveShare(
  run: DeploymentRun,
  runtime: ServingRuntime,
  weight: number,
  { candidate, live }: { candidate: number; live: LiveVersionRow },
): Promise<void> {
  const set = await askAdapter(run, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  const others = toSplit(
    splitOf(live, set).shares.filter(({ version }) => version !== candidate),
    100 - weight,
  );
  const shares: TrafficSplit['shares'] = [
    ...others.shares,
    { version: candidate, weight, role: 'canary' },
  ];
  await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'setTraffic',
    ask: () => runtime.setTraffic(run.target, { shares }),
  });
  await run.log(
    `Version ${candidate} answers ${weight} % of the requests, ${nameVersions(
      others,
    )} the others`,
  );
}

async function putBack(
  run: DeploymentRun,
  runtime: ServingRuntime,
  live: LiveVersionRow,
): Promise<void> {
  const status = await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  const split = splitOf(live, status);
  await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'setTraffic',
    ask: () => runtime.setTraffic(run.target, split),
  });
  await run.log(
    split.shares.length > 1
      ? `Requests are answered again by ${describeWeights(weightsOf(live))}`
      : `Version ${live.version} answers every request again`,
  );
}

function nameVersions({ shares }: TrafficSplit): string {
  const versions = shares.map(({ version }) => version);
  return `version${versions.length > 1 ? 's' : ''} ${versions.join(' and ')}`;
}
