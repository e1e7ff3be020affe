import { ModelStatus } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns whether there is, or may be, a version or a commit to deploy */
export function canDeploy({ cloneUrl, latestVersion }: ModelStatus): boolean {
  return cloneUrl !== undefined || latestVersion !== undefined;
}
