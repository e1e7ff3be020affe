import { ModelStatus } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns the environments that a model can have records of, those of the portal first */
export function environmentNames(status: ModelStatus | undefined): string[] {
  return status
    ? [
        ...status.environments.map(({ name }) => name),
        ...status.otherEnvironments,
      ]
    : [];
}
