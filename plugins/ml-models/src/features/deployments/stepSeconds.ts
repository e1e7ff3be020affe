import { DeploymentStep } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * @param now - milliseconds since 1970
 * @returns seconds that a step took, or has taken so far; undefined before it
 */
export function stepSeconds(
  { startedAt, endedAt }: DeploymentStep,
  now: number,
): number | undefined {
  if (!startedAt) {
    return undefined;
  }
  const end = endedAt ? Date.parse(endedAt) : now;
  return Math.max(0, end - Date.parse(startedAt)) / 1_000;
}
