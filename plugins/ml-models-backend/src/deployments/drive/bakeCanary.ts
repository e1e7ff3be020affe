import {
  CANARY_STEP,
  trialStepOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Canary, canaryOf } from '../canary/Canary';
import { LiveVersionRow } from '../DeploymentRow';
import { askForPerson } from '../hold/askForPerson';
import { saveCanaryShare } from '../store/canaryShares';
import { findOwnLiveVersion } from '../store/liveVersions';
import { getStepStart } from '../store/steps';
import { DeploymentError, isDefiniteError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { tellOfUndecided } from './holdCanary';
import { holdUntried, isHeldUntried } from './holdUntried';
import { awaitReady } from './startVersion';
import { giveTrial, putBack } from './trialTraffic';
import { Split, watchCanary } from './watchCanary';

/**
 * Gives the version a share of the requests and watches it, then the next larger one;
 * or gives it copies of them. When it breaks a guardrail, or somebody cancels, the
 * live version answers all of them again, and no more copies are sent.
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
  const trial = trialStepOf(canary);
  const status = held !== null && decision === null ? 'held' : trial;
  await run.step(trial, { status }, async () => {
    const live = await findOwnLiveVersion(run.options.database, run.target);
    if (live?.version === candidate) {
      return `Version ${candidate} is live in ${run.target.environment} already`;
    }
    if (!live) {
      return beTheFirst(run, runtime, canary, candidate);
    }
    const split = { candidate, live: live.version };
    const obstacle = await findObstacle(run, runtime, canary, split);
    if (obstacle) {
      const reason = canary.gate ? askForPerson(obstacle) : obstacle;
      const end =
        canary.mustBeJudged || canary.gate
          ? await holdUntried(run, runtime, split, reason)
          : `Released without a judgement: ${obstacle}`;
      if (end) return end;
    }
    try {
      return await takeSteps(run, runtime, canary, { candidate, live });
    } catch (error) {
      if (isDefiniteError(error)) {
        await putBack(run, runtime, { candidate, live });
        await tellOfUndecided(run);
      }
      throw error;
    }
  });
}

/** @returns how it ended: there is nothing to try a version beside, but a person may be asked for */
async function beTheFirst(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { gate }: Canary,
  candidate: number,
): Promise<string> {
  const serves = `else serves ${run.target.environment} that version ${candidate} could be compared with`;
  const decided = gate
    ? await holdUntried(
        run,
        runtime,
        { candidate, live: undefined },
        askForPerson(`nothing ${serves}`),
      )
    : undefined;
  return decided ?? `Nothing ${serves}`;
}

/** @returns why a version cannot be tried beside the live one; undefined: it can */
async function findObstacle(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { shadow }: Canary,
  split: Split,
): Promise<string | undefined> {
  if (runtime.splitsTraffic === false) {
    return `the serving runtime '${
      runtime.id
    }' cannot split traffic, so version ${
      split.candidate
    } cannot be tried on a ${shadow ? 'copy' : 'share'} of it`;
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
  const isShadow = canary.shadow !== undefined;
  for (;;) {
    const { index, since } = await beginStep(run, split, canary);
    // A shadow has one step, and no share.
    const weight = weights[index] ?? 0;
    const isLast = index + 1 >= weights.length;
    await giveTrial(run, runtime, { ...sides, weight, isShadow });
    const step = { ...split, weight, since, isLast };
    const end = await watchCanary(run, runtime, canary, step);
    if (end.decided || isLast) {
      return end.says;
    }
    await run.log(`With ${weight} % of the requests: ${end.says}`);
    await saveStep(run, split, canary, {
      step: index + 1,
      since: run.options.now(),
    });
  }
}

/** @returns the step that is under way, and when it began, by whichever worker */
async function beginStep(
  run: DeploymentRun,
  split: Split,
  canary: Canary,
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
  await saveStep(run, split, canary, { step: 0, since });
  return { index: 0, since };
}

/** Each step is judged by what comes of its own share. */
async function saveStep(
  run: DeploymentRun,
  split: Split,
  { shadow, weights }: Canary,
  { since, step }: { since: Date; step: number },
): Promise<void> {
  const observed = { ...run.target, ...split, since, shadow };
  await run.write(
    {
      canary_step: step,
      canary_step_at: since,
      canary_counted: await run.options.canaries.noteCounted(observed),
      // One that was held before, and judged after all, may be held again.
      hold_reason: null,
      held_at: null,
    },
    async trx => {
      // Whoever asks what answered at a moment is not told of a shadow.
      if (shadow) return;
      await saveCanaryShare(trx, {
        deployment_id: run.row.id,
        step,
        weight: weights[step],
        since,
      });
    },
  );
}
