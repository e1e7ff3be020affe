import {
  DeploymentSummary,
  EnvironmentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * A deployment that went live stays in the history as such when another has
 * taken its place.
 *
 * @param deployments - of a model, newest first
 * @param environments - what they run now; undefined while that is not known
 * @returns ids of those whose version is live now
 */
export function liveDeployments(
  deployments: readonly DeploymentSummary[],
  environments:
    | readonly Pick<EnvironmentStatus, 'name' | 'liveVersion'>[]
    | undefined,
): ReadonlySet<string> {
  const newest = new Map<string, DeploymentSummary>();
  for (const deployment of deployments) {
    const { environment, status } = deployment;
    if (status === 'live' && !newest.has(environment)) {
      newest.set(environment, deployment);
    }
  }
  const isServing = ({ environment, version }: DeploymentSummary) =>
    !environments ||
    environments.some(
      ({ name, liveVersion }) =>
        name === environment && liveVersion === version,
    );
  return new Set(
    [...newest.values()].filter(isServing).map(deployment => deployment.id),
  );
}
