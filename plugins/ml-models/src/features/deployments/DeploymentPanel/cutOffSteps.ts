import {
  Deployment,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns the steps that had begun and were cancelled: several, side by side */
export function cutOffSteps({ steps }: Deployment): DeploymentStep[] {
  return steps.filter(
    step => step.status === 'cancelled' && step.startedAt !== undefined,
  );
}
