import {
  APPROVE_STEP,
  Deployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploySource } from './deployPlan';

/**
 * @param last - the newest deployment that went live
 * @param buildSeconds - of the newest version, where the last deployment built
 *   nothing
 * @returns how long a deployment took last time; undefined when none is known
 */
export function expectedSeconds(
  source: DeploySource,
  last: Deployment | undefined,
  buildSeconds: number | undefined,
): number | undefined {
  const release = last && stepSeconds(last, 'release');
  if (source.kind === 'version') {
    return release;
  }
  const build = (last && stepSeconds(last, 'pipeline')) ?? buildSeconds;
  return build === undefined ? undefined : build + (release ?? 0);
}

/** @returns undefined when the deployment has no such step that ended */
function stepSeconds(
  deployment: Deployment,
  kind: 'pipeline' | 'release',
): number | undefined {
  const times = deployment.steps
    // How long somebody took to say yes foretells nothing.
    .filter(step => step.kind === kind && step.name !== APPROVE_STEP)
    .flatMap(({ startedAt, endedAt }) =>
      startedAt && endedAt ? [Date.parse(endedAt) - Date.parse(startedAt)] : [],
    );
  return times.length
    ? times.reduce((sum, ms) => sum + ms, 0) / 1_000
    : undefined;
}
