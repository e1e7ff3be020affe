import {
  APPROVE_STEP,
  Deployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { deploymentSeconds } from '../deploymentSeconds/deploymentSeconds';
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
  const whole = last && deploymentSeconds(last);
  const built = last?.steps.some(({ kind }) => kind === 'pipeline') ?? false;
  if (source.kind === 'version') {
    return built ? last && releaseSeconds(last) : whole;
  }
  if (built) {
    return whole;
  }
  return buildSeconds === undefined ? undefined : buildSeconds + (whole ?? 0);
}

/** @returns from the start of its first step to the end of its last; undefined without any */
function releaseSeconds({ steps }: Deployment): number | undefined {
  const times = steps
    // How long somebody took to say yes foretells nothing.
    .filter(step => step.kind === 'release' && step.name !== APPROVE_STEP)
    .flatMap(({ startedAt, endedAt }) =>
      startedAt && endedAt
        ? [{ startMs: Date.parse(startedAt), endMs: Date.parse(endedAt) }]
        : [],
    );
  const startMs = Math.min(...times.map(time => time.startMs));
  const endMs = Math.max(...times.map(time => time.endMs));
  return times.length > 0 ? (endMs - startMs) / 1_000 : undefined;
}
