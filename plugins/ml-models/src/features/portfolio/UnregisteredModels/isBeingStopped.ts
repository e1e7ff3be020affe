import {
  isFinalDeploymentStatus,
  UnregisteredModel,
} from '@noshelfware/backstage-plugin-ml-models-common';

export type UnregisteredEnvironment = UnregisteredModel['environments'][number];

/** @returns whether somebody has asked to stop what serves there */
export function isBeingStopped({
  lastDeployment,
}: UnregisteredEnvironment): boolean {
  return (
    lastDeployment?.trigger === 'stop' &&
    !isFinalDeploymentStatus(lastDeployment.status)
  );
}
