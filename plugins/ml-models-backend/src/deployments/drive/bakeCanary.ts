import { CANARY_STEP } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Canary, canaryOf } from '../canary/Canary';
import { CanaryJudgement, judgeCanary } from '../canary/judgeCanary';
import { findLiveVersion } from '../store/liveVersions';
import { getStepStart } from '../store/steps';
import { allTo } from './allTo';
import { askAdapter } from './askAdapter';
import { DeploymentError, isDefiniteError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { findServed } from './startVersion';
import { waitUntilReady } from './waitUntilReady';

/** Looks while it is watched, then one each time as long again. */
const LOOKS = 10;

/** Times it is watched anew while it has too few requests. */
const BAKES_MAX = 10;

/** Who answers whose requests. */
interface Split {
  candidate: number;
  live: number;
}

/**
 * Gives the version a share of the requests and watches it. When it breaks a
 * guardrail, or somebody cancels, the live version answers all of them again.
 *
 * @throws DeploymentError, DeploymentCancelledError
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
  await run.step(CANARY_STEP, { status: 'canary' }, async () => {
    const live = await findLiveVersion(run.options.database, run.target);
    if (!live || live.version === candidate) {
      return `Nothing else serves ${run.target.environment} that version ${candidate} could be compared with`;
    }
    const split = { candidate, live: live.version };
    if (!(await awaitLive(run, runtime, split))) {
      return `Version ${live.version} does not answer, so there is nothing to compare version ${candidate} with`;
    }
    try {
      const since = await noteCounted(run, split);
      await giveShare(run, runtime, canary, split);
      return await watch(run, runtime, canary, { ...split, since });
    } catch (error) {
      if (isDefiniteError(error)) await putBack(run, runtime, split);
      throw error;
    }
  });
}

/**
 * Waits for the live version, which after a crash of everything is still being
 * brought back.
 *
 * @returns false for one that does not come: what mends it must not wait for it
 */
async function awaitLive(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { live }: Split,
): Promise<boolean> {
  try {
    await waitUntilReady({
      version: live,
      timeoutMs: run.options.timing.readyTimeoutMs,
      look: async () => {
        await run.assertNotCancelled();
        return findServed(run, runtime, live);
      },
      pause: () => run.pause(),
      log: line => run.log(line),
    });
    return true;
  } catch (error) {
    if (error instanceof DeploymentError) {
      return false;
    }
    throw error;
  }
}

/** @returns when the canary began, by whichever worker */
async function noteCounted(run: DeploymentRun, split: Split): Promise<Date> {
  const { canaries, database } = run.options;
  const step = { deploymentId: run.row.id, name: CANARY_STEP };
  const since = await getStepStart(database, step);
  if (run.row.canary_counted === null) {
    const observed = { ...run.target, ...split, since };
    await run.write({ canary_counted: await canaries.noteCounted(observed) });
  }
  return since;
}

async function giveShare(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { weight }: Canary,
  { candidate, live }: Split,
): Promise<void> {
  await askAdapter(run, () =>
    runtime.setTraffic(run.target, {
      shares: [
        { version: live, weight: 100 - weight, role: 'primary' },
        { version: candidate, weight, role: 'canary' },
      ],
    }),
  );
  await run.log(
    `Version ${candidate} answers ${weight} % of the requests, version ${live} the others`,
  );
}

async function putBack(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { live }: Split,
): Promise<void> {
  await askAdapter(run, () => runtime.setTraffic(run.target, allTo(live)));
  await run.log(`Version ${live} answers every request again`);
}

/** @returns how it ended, for whoever reads the deployment */
async function watch(
  run: DeploymentRun,
  runtime: ServingRuntime,
  canary: Canary,
  split: Split & { since: Date },
): Promise<string> {
  const { since } = split;
  const secondsSince = () =>
    (run.options.now().getTime() - since.getTime()) / 1000;
  // After a crash it goes on where it was, with a look at what came meanwhile.
  let nextLookS = Math.max(canary.bakeSeconds / LOOKS, secondsSince());
  for (;;) {
    await run.assertNotCancelled();
    await assertRuns(run, runtime, split);
    const elapsedS = secondsSince();
    if (elapsedS >= nextLookS) {
      const judged = await look(run, canary, split);
      const end = endOf(judged, canary, split, elapsedS);
      if (end) {
        return end;
      }
      nextLookS = elapsedS + untilNextLook(elapsedS, canary);
    }
    await run.pause();
  }
}

async function assertRuns(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { candidate }: Split,
): Promise<void> {
  const served = await findServed(run, runtime, candidate);
  if (served?.state === 'crashed' || served?.state === 'stopped') {
    throw new DeploymentError({
      message: `The service of version ${candidate} ${
        served.state
      } while it answered requests. ${served.message ?? ''}`.trim(),
    });
  }
}

async function look(
  run: DeploymentRun,
  canary: Canary,
  split: Split & { since: Date },
): Promise<CanaryJudgement> {
  const judged = judgeCanary(
    await run.options.canaries.observe(
      { ...run.target, ...split },
      run.row.canary_counted ?? '',
    ),
    canary,
  );
  await run.log(`Version ${split.candidate}: ${tellOf(judged)}`);
  return judged;
}

/**
 * @returns how it ended; undefined while it is to be watched on
 * @throws DeploymentError when it is to be put back
 */
function endOf(
  judged: CanaryJudgement,
  { weight, bakeSeconds, minSamples, mustBeJudged }: Canary,
  { candidate }: Split,
  elapsedS: number,
): string | undefined {
  if (judged.breaches.length > 0) {
    throw new DeploymentError({
      message: `Version ${candidate} broke its guardrails with ${weight} % of the requests: ${judged.breaches.join(
        '; ',
      )}. It runs on without requests until the next deployment, at /versions/${candidate} of the endpoint. Look at its records in the Logs tab (traffic:canary), mend it and deploy again.`,
    });
  }
  if (elapsedS < bakeSeconds) {
    return undefined;
  }
  if (judged.isJudged) {
    const all =
      judged.unmeasured.length > 0 ? ', as far as they could be measured' : '';
    return `Kept to its guardrails${all}: ${tellOf(judged)}`;
  }
  if (elapsedS < bakeSeconds * BAKES_MAX) {
    return undefined;
  }
  const tooFew = `too few requests came to judge version ${candidate} by (${minSamples} are needed): ${tellOf(
    judged,
  )}`;
  if (mustBeJudged) {
    throw new DeploymentError({
      message: `With a high risk tier nothing is released unjudged, and ${tooFew}. Deploy when there are more, or lower spec.guardrails.minSamples.`,
    });
  }
  return `Released without a judgement: ${tooFew}`;
}

/** What is known first: what is not must not be lost among it. */
function tellOf({ findings, unmeasured }: CanaryJudgement): string {
  const known = findings.join('; ');
  const unknown = unmeasured.join('; ');
  if (!unknown) return known;
  return known
    ? `${known}. Not measured: ${unknown}`
    : `not measured: ${unknown}`;
}

function untilNextLook(elapsedS: number, { bakeSeconds }: Canary): number {
  return elapsedS < bakeSeconds ? bakeSeconds / LOOKS : bakeSeconds;
}
