import {
  Deployment,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { cutOffSteps } from './cutOffSteps';

/**
 * @param wanted - the step that was asked for
 * @returns the step whose log is shown: the wanted one, the failed one, the
 *   running one, the first that was cut off, else the last; only steps that have
 *   a log
 */
export function stepToShow(
  deployment: Deployment,
  wanted: string | undefined,
): DeploymentStep | undefined {
  const logged = deployment.steps.filter(step => step.hasLog);
  return (
    logged.find(step => step.name === wanted) ??
    logged.find(step => step.status === 'failed') ??
    logged.find(step => step.status === 'running') ??
    cutOffSteps(deployment).find(step => step.hasLog) ??
    logged.at(-1)
  );
}
