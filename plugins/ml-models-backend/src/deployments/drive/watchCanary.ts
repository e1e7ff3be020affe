import {
  CANARY_BAKES_MAX,
  CanaryRules,
  trialStepOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Canary } from '../canary/Canary';
import { CanaryJudgement, judgeCanary } from '../canary/judgeCanary';
import { askForPerson } from '../hold/askForPerson';
import { saveComparison } from '../store/canaryComparisons';
import { findCanaryBegin } from '../store/canaryShares';
import { CatalogPatience } from './CatalogPatience';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import {
  assertNoNewer,
  holdCanary,
  readDecision,
  tryEndHold,
} from './holdCanary';
import { findServed } from './startVersion';

/** Looks while it is watched, then one each time as long again. */
const LOOKS = 10;

/** A minute at the usual pace: callers get answers of a version that nobody judges. */
const SILENCES_MAX = 6;

/** Who answers whose requests. */
export interface Split {
  candidate: number;
  live: number;
}

/**
 * One share of the requests, in percent, and since when the candidate has it. 0 of a
 * shadow, which has got copies since then.
 */
export interface WatchedStep extends Split {
  weight: number;
  since: Date;
  /** Whether it takes all requests next. */
  isLast: boolean;
}

/** How a step ended well. */
export interface StepEnd {
  /** For whoever reads the deployment. */
  says: string;
  /** By a person: what was held takes all requests then. */
  decided: boolean;
}

/**
 * Looks at what comes of a version while it has its share of the requests, until it
 * can be judged, or has been for as long as it may take. Where nothing is released
 * unjudged, or a person is to decide in any case, it is held instead, and watched on
 * until somebody decides.
 *
 * @throws DeploymentError when it breaks a guardrail, or the catalog is silent for
 *   too long; DeploymentCancelledError, DeploymentRejectedError
 */
export async function watchCanary(
  run: DeploymentRun,
  runtime: ServingRuntime,
  canary: Canary,
  step: WatchedStep,
): Promise<StepEnd> {
  const { since } = step;
  const secondsUntil = (at: Date) => (at.getTime() - since.getTime()) / 1000;
  // After a crash it goes on where it was, with a look at what came meanwhile.
  let nextLookS = Math.max(
    canary.bakeSeconds / LOOKS,
    secondsUntil(run.options.now()),
  );
  const patience = new CatalogPatience(run, SILENCES_MAX);
  const begun = await findCanaryBegin(run.options.database, run.row.id);
  for (;;) {
    const decided = readDecision(await run.assertNotCancelled());
    if (decided) {
      await run.write({ status: trialStepOf(canary) });
      return { says: decided, decided: true };
    }
    await assertRuns(run, runtime, canary, step);
    await assertNoNewer(run);
    const at = run.options.now();
    const elapsedS = secondsUntil(at);
    if (elapsedS >= nextLookS) {
      const judged = await look(run, canary, { ...step, begun, at, patience });
      const end = judged && endOf(judged, canary, step, elapsedS);
      if (end && 'released' in end && (await tryEndHold(run))) {
        return { says: end.released, decided: false };
      }
      if (end && 'held' in end) await holdCanary(run, end.held);
      nextLookS =
        elapsedS +
        (judged
          ? untilNextLook(elapsedS, canary)
          : run.options.timing.catalogRetryMs / 1_000);
    }
    await run.pause();
  }
}

async function assertRuns(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { shadow }: Canary,
  { candidate }: Split,
): Promise<void> {
  const served = await findServed(run, runtime, candidate);
  if (served?.state === 'crashed' || served?.state === 'stopped') {
    throw new DeploymentError({
      message: `The service of version ${candidate} ${
        served.state
      } while it answered ${shadow ? 'copies of ' : ''}requests. ${
        served.message ?? ''
      }`.trim(),
    });
  }
}

/** @returns undefined: not for now, as the catalog is silent */
async function look(
  run: DeploymentRun,
  canary: Canary,
  step: WatchedStep & { begun?: Date; at: Date; patience: CatalogPatience },
): Promise<CanaryJudgement | undefined> {
  const { candidate, live, weight, since, begun, at, patience } = step;
  const observed = await patience.tryAsk(() =>
    run.options.canaries.observe(
      { ...run.target, candidate, live, since, begun, shadow: canary.shadow },
      run.row.canary_counted ?? '',
    ),
  );
  if (!observed) {
    return undefined;
  }
  const judged = judgeCanary(observed, canary);
  await run.write({}, trx =>
    saveComparison(trx, run.row.id, {
      candidate,
      live,
      weight,
      since: since.toISOString(),
      judgedAt: at.toISOString(),
      samples: judged.samples,
      minSamples: canary.minSamples,
      guardrails: judged.guardrails,
      examples: observed.disagreement?.examples,
    }),
  );
  await run.log(`Version ${candidate}: ${tellOf(judged)}`);
  return judged;
}

/** What a step has come to: the next one, or all requests, or somebody is to decide. */
type CanaryEnd = { released: string } | { held: string };

/**
 * @returns undefined while it is to be watched on
 * @throws DeploymentError when it is to be put back
 */
function endOf(
  judged: CanaryJudgement,
  canary: Canary,
  step: WatchedStep,
  elapsedS: number,
): CanaryEnd | undefined {
  const { bakeSeconds, gate, minSamples, mustBeJudged } = canary;
  const { candidate, isLast } = step;
  const { breaches, isAsked, isJudged, unmeasured } = judged;
  if (breaches.length > 0) {
    throw brokenBy(breaches, canary, step);
  }
  if (elapsedS < bakeSeconds) {
    return undefined;
  }
  const isGated = gate === 'manual' && isLast;
  if (isJudged) {
    const all =
      unmeasured.length > 0 ? ', as far as they could be measured' : '';
    const known = `${all}: ${tellOf(judged)}`;
    if (isGated) {
      return { held: askForPerson(`it kept to its guardrails${known}`) };
    }
    return mustBeJudged && unmeasured.length > 0
      ? { held: `not measured: ${unmeasured.join('; ')}` }
      : { released: `Kept to its guardrails${known}` };
  }
  // Where nobody asks, there is nobody to protect, and nothing to wait for.
  if (isAsked && elapsedS < bakeSeconds * CANARY_BAKES_MAX) {
    return undefined;
  }
  const tooFew = isAsked
    ? `too few requests came to judge version ${candidate} by (${minSamples} are needed): ${tellOf(
        judged,
      )}`
    : `no request came meanwhile, to version ${candidate} or to the live one`;
  if (isGated) return { held: askForPerson(tooFew) };
  return mustBeJudged
    ? { held: tooFew }
    : {
        released: `${
          isLast ? 'Released' : 'Went on'
        } without a judgement: ${tooFew}`,
      };
}

/** Callers never saw a shadow: what is to be mended hurts nobody. */
function brokenBy(
  breaches: readonly string[],
  { shadow }: Pick<CanaryRules, 'shadow'>,
  { candidate, weight }: WatchedStep,
): DeploymentError {
  const [how, meanwhile] = shadow
    ? ['as a shadow', 'No caller got an answer of it. ']
    : [`with ${weight} % of the requests`, ''];
  return new DeploymentError({
    message: `Version ${candidate} broke its guardrails ${how}: ${breaches.join(
      '; ',
    )}. ${meanwhile}It runs on without requests until the next deployment, at /versions/${candidate} of the endpoint. Look at its records in the Logs tab (traffic:${
      shadow ? 'shadow' : 'canary'
    }), mend it and deploy again.`,
  });
}

/** What is known first: what is not must not be lost among it. */
function tellOf({ findings, unmeasured, awaited }: CanaryJudgement): string {
  const parts = [
    findings.join('; '),
    ...(unmeasured.length > 0
      ? [`not measured: ${unmeasured.join('; ')}`]
      : []),
    ...(awaited.length > 0 ? [`not known yet: ${awaited.join('; ')}`] : []),
  ];
  const [first, ...others] = parts.filter(part => part !== '');
  return [first, ...others.map(capitalise)].join('. ');
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** Ever more seldom in the end: chance is shared among a number of looks. */
function untilNextLook(elapsedS: number, { bakeSeconds }: Canary): number {
  if (elapsedS < bakeSeconds) {
    return bakeSeconds / LOOKS;
  }
  return elapsedS < bakeSeconds * CANARY_BAKES_MAX ? bakeSeconds : elapsedS;
}
