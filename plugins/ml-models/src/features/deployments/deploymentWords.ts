import {
  DeploymentSummary,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What started a deployment, in words that fit `started …`. */
export const TRIGGER_WORDS: Record<DeploymentTrigger, string> = {
  manual: 'in the portal',
  template: 'from the template',
  push: 'on a push',
  api: 'over the API',
  retry: 'as another try',
  rollback: 'as a rollback',
  stop: 'on request',
  traffic: 'by hand',
  rebuild: 'as a rebuild',
  retire: 'by hand',
  sample: 'with the sample',
  retrain: 'to retrain what is live',
  observed: 'by its own pipeline',
};

/** Of a deployment whose version is live now, or was. */
export const WENT_LIVE = 'Went live';

/** @returns e.g. `v3 to production`; before it is built, only where to */
export function deploymentTitle(deployment: DeploymentSummary): string {
  const { environment, status, traffic, trigger, version } = deployment;
  if (trigger === 'stop') {
    return `Stop of v${version} in ${environment}`;
  }
  if (trigger === 'rebuild') {
    return `Rebuild of v${version} in ${environment}`;
  }
  if (trigger === 'retire') {
    return `Retirement of v${version} in ${environment}`;
  }
  if (status === 'ceased') {
    return `Requests to v${version} in ${environment}`;
  }
  if (traffic && status !== 'live') {
    const shares = traffic.weights.map(
      ({ version: shared, weight }) => `v${shared} ${weight} %`,
    );
    return `Traffic of ${environment}: ${shares.join(', ')}`;
  }
  if (trigger === 'retrain' && version === undefined) {
    return `Retrain of ${environment}`;
  }
  return version === undefined
    ? `To ${environment}`
    : `v${version} to ${environment}`;
}
