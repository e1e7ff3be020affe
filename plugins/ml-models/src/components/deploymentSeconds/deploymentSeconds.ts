import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns without what it waited for a person; undefined while it is under way */
export function deploymentSeconds({
  approval,
  createdAt,
  endedAt,
}: DeploymentSummary): number | undefined {
  if (!endedAt) {
    return undefined;
  }
  const seconds = (Date.parse(endedAt) - Date.parse(createdAt)) / 1_000;
  return Math.max(0, seconds - (approval?.waitedSeconds ?? 0));
}
