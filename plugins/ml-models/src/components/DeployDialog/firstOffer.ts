import {
  Commit,
  EnvironmentStatus,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploySource } from './deployPlan';

export interface Offered {
  /** In the order of promotion. */
  environments: readonly EnvironmentStatus[];
  /** Those that have an artifact to start, newest first. */
  versions: readonly Version[];
  /** Newest first. */
  commits: readonly Pick<Commit, 'sha'>[];
}

/**
 * @param into - name of the environment that was chosen before the dialog opened
 * @returns what is offered first: what was stopped there, or serves in the
 *   environment before; else the newest commit, unless it is built already
 */
export function firstSource(
  offered: Offered,
  into?: string,
): DeploySource | undefined {
  const { commits, versions } = offered;
  const usual = usualVersion(offered, into);
  if (usual !== undefined) {
    return { kind: 'version', version: usual };
  }
  const [head] = commits;
  const [newest] = versions;
  const built = versions.find(({ commit }) => commit?.sha === head?.sha);
  if (head && !built) {
    return { kind: 'commit', sha: head.sha };
  }
  const version = built ?? newest;
  return version && { kind: 'version', version: version.version };
}

function usualVersion(
  { environments, versions }: Offered,
  into: string | undefined,
): number | undefined {
  const place = environments.findIndex(({ name }) => name === into);
  return [
    environments[place]?.lastServed?.version,
    environments[place - 1]?.liveVersion,
  ].find(usual => versions.some(({ version }) => version === usual));
}

/** @returns where it is offered to go first: the first that it does not serve yet */
export function firstEnvironment(
  source: DeploySource,
  environments: readonly EnvironmentStatus[],
): EnvironmentStatus {
  const isElsewhere = ({ liveVersion }: EnvironmentStatus) =>
    source.kind === 'commit' || source.version !== liveVersion;
  return environments.find(isElsewhere) ?? environments[0];
}
