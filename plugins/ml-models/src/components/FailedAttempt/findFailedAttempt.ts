import {
  DeploymentStatus,
  DeploymentSummary,
  EnvironmentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** A deployment that came to nothing, and what its callers have instead. */
export interface FailedAttempt {
  deployment: DeploymentSummary;
  /** Absent: nothing serves, or it is not sure that it does. */
  servingVersion?: number;
}

const CAME_TO_NOTHING: readonly DeploymentStatus[] = ['failed', 'rejected'];

/** @returns the environment's last deployment if it failed or was not approved, and none is tried now */
export function findFailedAttempt({
  activeDeployment,
  lastDeployment,
  liveVersion,
  traffic,
}: EnvironmentStatus): FailedAttempt | undefined {
  if (
    activeDeployment ||
    !lastDeployment ||
    !CAME_TO_NOTHING.includes(lastDeployment.status)
  ) {
    return undefined;
  }
  const serves = traffic.some(
    ({ version, state }) => version === liveVersion && state === 'ready',
  );
  return {
    deployment: lastDeployment,
    servingVersion: serves ? liveVersion : undefined,
  };
}
