import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';
import { formatCountOf } from '../formatNumber/formatNumber';
import { reasonText } from '../VerdictReasons/reasonText';
import { DeploySource } from './deployPlan';

/**
 * What is known to be wrong with a version where it runs already, or with a commit
 * where it was to be built.
 *
 * @param now - milliseconds since 1970
 * @returns a sentence each
 */
export function warningsOf(
  source: DeploySource,
  environments: readonly EnvironmentStatus[],
  now: number,
): string[] {
  if (source.kind === 'commit') {
    return environments.some(environment => hasBroken(source.sha, environment))
      ? [`The last build of ${shortSha(source.sha)} failed.`]
      : [];
  }
  const { version } = source;
  return environments.flatMap(environment => [
    ...crashesOf(version, environment),
    ...failureOf(version, environment),
    ...troublesOf(version, environment, now),
  ]);
}

function hasBroken(sha: string, { lastDeployment }: EnvironmentStatus) {
  return (
    lastDeployment?.status === 'failed' &&
    lastDeployment.version === undefined &&
    lastDeployment.commit?.sha === sha
  );
}

function crashesOf(
  version: number,
  { name, traffic }: EnvironmentStatus,
): string[] {
  const share = traffic.find(it => it.version === version);
  if (share?.state === 'crashed') {
    return [`The service of version ${version} is down in ${name}.`];
  }
  return share?.restarts === undefined
    ? []
    : [
        `The service of version ${version} has crashed ${formatCountOf(
          share.restarts,
          'time',
        )} in ${name}.`,
      ];
}

function failureOf(
  version: number,
  { name, lastDeployment }: EnvironmentStatus,
): string[] {
  return lastDeployment?.status === 'failed' &&
    lastDeployment.version === version
    ? [`The last deployment of version ${version} to ${name} failed.`]
    : [];
}

function troublesOf(
  version: number,
  { name, liveVersion, verdict }: EnvironmentStatus,
  now: number,
): string[] {
  const { state, reasons } = verdict;
  const isTrouble = state === 'degraded' || state === 'failing';
  const [worst] = reasons;
  return isTrouble && liveVersion === version && worst
    ? [`Version ${version} is ${state} in ${name}: ${reasonText(worst, now)}.`]
    : [];
}
