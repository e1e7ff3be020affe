import {
  Deployment,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * @param wanted - the step that was asked for
 * @returns the step whose log is shown: the wanted one, the failed one, the
 *   running one, else the last; only steps that have a log
 */
export function stepToShow(
  { steps }: Deployment,
  wanted: string | undefined,
): DeploymentStep | undefined {
  const logged = steps.filter(step => step.hasLog);
  return (
    logged.find(step => step.name === wanted) ??
    logged.find(step => step.status === 'failed') ??
    logged.find(step => step.status === 'running') ??
    logged.at(-1)
  );
}
