import {
  APPROVE_STEP,
  Deployment,
  DeploymentStep,
  DeploymentSummary,
  isTrialStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { deploymentSeconds } from '../deploymentSeconds/deploymentSeconds';
import { DeploySource } from './deployPlan';

export interface ExpectedTime {
  seconds: number;
  /** Whether no deployment took it as a whole, so that it may well take longer. */
  isLeast: boolean;
}

export interface TimeSource {
  source: DeploySource;
  /** One that went live in the same environment. */
  last: Deployment | undefined;
  /** Of the newest version, where the last deployment built nothing. */
  buildSeconds: number | undefined;
  /** How long it will be watched at least; undefined: not at all. */
  canarySeconds: number | undefined;
}

/**
 * @param rollback - whether it goes back to what may still be warm, which takes
 *   milliseconds, and is not tried
 * @returns the newest whose time foretells that of another
 */
export function findComparable(
  wentLive: readonly DeploymentSummary[],
  environment: string,
  rollback: boolean,
): DeploymentSummary | undefined {
  const there = wentLive.filter(
    deployment => deployment.environment === environment,
  );
  const alike = there.find(
    ({ trigger }) => (trigger === 'rollback') === rollback,
  );
  return alike ?? (rollback ? there[0] : undefined);
}

/** @returns how long a deployment takes; undefined where none is known */
export function expectTime(known: TimeSource): ExpectedTime | undefined {
  const { last, canarySeconds: leastSeconds } = known;
  const untried = expectUntried(known);
  if (untried === undefined) {
    return undefined;
  }
  if (leastSeconds === undefined) {
    return { seconds: untried, isLeast: false };
  }
  const triedSeconds = last ? canarySeconds(last) : 0;
  return {
    seconds: untried + Math.max(triedSeconds, leastSeconds),
    isLeast: triedSeconds < leastSeconds,
  };
}

/** Without the time in which a version is watched on a share of the requests. */
function expectUntried({
  source,
  last,
  buildSeconds,
}: TimeSource): number | undefined {
  const untried = last && untriedSeconds(last);
  const built = last?.steps.some(({ kind }) => kind === 'pipeline') ?? false;
  if (source.kind === 'version') {
    return built ? last && releaseSeconds(last) : untried;
  }
  if (built) {
    return untried;
  }
  return buildSeconds === undefined ? undefined : buildSeconds + (untried ?? 0);
}

function untriedSeconds(last: Deployment): number | undefined {
  const seconds = deploymentSeconds(last);
  return seconds === undefined
    ? undefined
    : Math.max(0, seconds - canarySeconds(last));
}

function canarySeconds({ steps }: Deployment): number {
  return secondsOf(steps.filter(({ name }) => isTrialStep(name)));
}

/** @returns undefined where nothing of it has happened */
function releaseSeconds({ steps }: Deployment): number | undefined {
  const release = steps.filter(
    ({ kind, name, endedAt }) =>
      // How long somebody took to say yes foretells nothing.
      kind === 'release' &&
      endedAt &&
      name !== APPROVE_STEP &&
      !isTrialStep(name),
  );
  return release.length > 0 ? secondsOf(release) : undefined;
}

/** Of steps that come one after another. */
function secondsOf(steps: readonly DeploymentStep[]): number {
  return steps.reduce(
    (seconds, { startedAt, endedAt }) =>
      startedAt && endedAt
        ? seconds + (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000
        : seconds,
    0,
  );
}
