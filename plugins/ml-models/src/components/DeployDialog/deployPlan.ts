import {
  CanaryRules,
  EnvironmentStatus,
  RequestDeployment,
  describeWeights,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';
import { describeCanary } from '../describeCanary/describeCanary';

/** What is to be deployed: a version that is there, or a commit to be built. */
export type DeploySource =
  | { kind: 'version'; version: number }
  | { kind: 'commit'; sha: string };

export interface DeployPlan {
  source: DeploySource;
  environment: EnvironmentStatus;
  /** The newest number that is taken. */
  latestVersion: number | undefined;
  /** Whether it is known that the version was live there before. */
  wasLive: boolean;
}

/** @returns whether it goes back; an older version that was never live there is new to it */
export function isRollback(plan: DeployPlan): boolean {
  return plan.wasLive && isOlder(plan);
}

function isOlder({ source, environment }: DeployPlan): boolean {
  const { liveVersion } = environment;
  return (
    source.kind === 'version' &&
    liveVersion !== undefined &&
    source.version < liveVersion
  );
}

/** @returns whether the backend will hold it until somebody has approved it */
export function needsApproval(plan: DeployPlan): boolean {
  const { source, environment } = plan;
  const { approval } = environment;
  return (
    approval !== undefined &&
    !(
      isRollback(plan) &&
      source.kind === 'version' &&
      approval.rollbackVersions.includes(source.version)
    )
  );
}

/** @returns what the HTTP API is asked for */
export function toRequest(plan: DeployPlan): RequestDeployment {
  const environment = plan.environment.name;
  if (plan.source.kind === 'commit') {
    return { environment, commit: plan.source.sha };
  }
  return {
    environment,
    version: plan.source.version,
    trigger: isRollback(plan) ? 'rollback' : undefined,
  };
}

/** @returns what will happen, to what, and how to undo it */
export function describePlan(plan: DeployPlan): string {
  return [
    whatHappens(plan),
    howItIsTried(plan),
    whatEnds(plan),
    whatWaits({ ...plan, cancels: isRollback(plan) }),
    howToUndo(plan),
  ]
    .filter(Boolean)
    .join(' ');
}

function whatHappens(plan: DeployPlan): string {
  const { source, environment, latestVersion = 0 } = plan;
  const { name, liveVersion } = environment;
  const takeOver =
    liveVersion === undefined
      ? `starts to serve in ${name}, where nothing serves now`
      : `takes over all requests in ${name} from version ${liveVersion}`;
  if (source.kind === 'commit') {
    return `Commit ${source.sha.slice(
      0,
      7,
    )} is tested, trained, evaluated and packaged as version ${
      latestVersion + 1
    }; if all of that succeeds, it ${takeOver}.`;
  }
  if (source.version === liveVersion) {
    const next =
      source.version === latestVersion
        ? ' It is the newest: a push to the repository builds the next.'
        : '';
    return `Version ${source.version} is live in ${name} already and goes on: callers notice nothing. It passes a smoke test once more.${next}`;
  }
  const age = isOlder(plan) ? ', which is older,' : '';
  const takesOver = isRollback(plan)
    ? `takes all requests there back from version ${liveVersion}`
    : takeOver;
  return `Version ${source.version}${age} passes a smoke test in ${name}, then ${takesOver}; nothing is built.`;
}

/** @returns how the version is tried before it takes over; undefined where it is not */
export function canaryOf(plan: DeployPlan): CanaryRules | undefined {
  const { source, environment } = plan;
  const { canary, liveVersion } = environment;
  const isLive = source.kind === 'version' && source.version === liveVersion;
  return isLive || isRollback(plan) ? undefined : canary;
}

function howItIsTried(plan: DeployPlan): string | undefined {
  const canary = canaryOf(plan);
  return canary && describeCanary(canary);
}

/** A split of the traffic that somebody has set. */
export function whatEnds({
  environment,
}: Pick<DeployPlan, 'environment'>): string | undefined {
  const weights = environment.trafficEdit?.weights ?? [];
  return weights.length > 1
    ? `It ends the split of the traffic in ${
        environment.name
      }: ${describeWeights(weights)}.`
    : undefined;
}

/**
 * What becomes of what is under way there.
 *
 * @param asked - `cancels`: whether it does not wait for that
 */
export function whatWaits({
  environment,
  cancels = false,
}: Pick<DeployPlan, 'environment'> & { cancels?: boolean }):
  | string
  | undefined {
  if (environment.activeDeployment?.status === 'awaiting-approval') {
    return `It takes the place of the deployment that waits for approval in ${environment.name}.`;
  }
  if (environment.activeDeployment?.status === 'held') {
    return `It takes the place of the deployment that is held in ${environment.name}, whose version gets no more requests then.`;
  }
  if (environment.activeDeployment && cancels) {
    return `It cancels the deployment under way in ${environment.name} first.`;
  }
  return environment.activeDeployment
    ? `It waits until the deployment under way in ${environment.name} has ended, and replaces one that waits already.`
    : undefined;
}

function howToUndo({ source, environment }: DeployPlan): string | undefined {
  const { liveVersion } = environment;
  if (
    liveVersion === undefined ||
    (source.kind === 'version' && source.version === liveVersion)
  ) {
    return undefined;
  }
  return `Version ${liveVersion} stays ready: deploy it again to go back.`;
}

/** The name of the act, for its button. */
export function nameOfAct(plan: DeployPlan): string {
  const what =
    plan.source.kind === 'version'
      ? `version ${plan.source.version}`
      : shortSha(plan.source.sha);
  const [act, where] = isRollback(plan)
    ? ['Roll back to', 'in']
    : ['Deploy', 'to'];
  const name = `${act} ${what} ${where} ${plan.environment.name}`;
  return needsApproval(plan)
    ? `Ask to ${name[0].toLowerCase()}${name.slice(1)}`
    : name;
}
