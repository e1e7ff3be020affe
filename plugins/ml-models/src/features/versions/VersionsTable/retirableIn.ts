import {
  EnvironmentStatus,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * @returns the environments in which a version runs without requests, and no
 *   deployment is about it: it can be retired there
 */
export function retirableIn(
  { version, serving }: Version,
  environments: readonly EnvironmentStatus[],
): EnvironmentStatus[] {
  return environments.filter(
    ({ name, activeDeployment, trafficEdit }) =>
      trafficEdit !== undefined &&
      !trafficEdit.weights.some(set => set.version === version) &&
      !isAbout(activeDeployment, version) &&
      serving.some(
        ({ environment, shadow, state, weight }) =>
          environment === name &&
          weight === 0 &&
          !shadow &&
          state !== 'stopped',
      ),
  );
}

/** One that waits for its approval leaves what runs as it is. */
function isAbout(
  deployment: EnvironmentStatus['activeDeployment'],
  version: number,
): boolean {
  return (
    deployment?.version === version && deployment.status !== 'awaiting-approval'
  );
}
