import {
  sumOfWeights,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingStatus,
  TrafficSplit,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from '../DeploymentRow';
import { parseWeights } from './TrafficColumns';

type SetTraffic = Pick<LiveVersionRow, 'version' | 'weights'>;

/** @returns shares as they were set, the largest first */
export function weightsOf({ version, weights }: SetTraffic): VersionWeight[] {
  return weights === null ? [{ version, weight: 100 }] : parseWeights(weights);
}

/** @returns what names the traffic as it is: who set it */
export function revisionOf(
  live: Pick<LiveVersionRow, 'traffic_id' | 'deployment_id'>,
): string {
  return live.traffic_id ?? live.deployment_id;
}

/**
 * @returns the split as it was set, among the versions that run; what does not run
 *   must not keep the others from answering
 */
export function splitOf(
  live: SetTraffic,
  { versions }: ServingStatus,
): TrafficSplit {
  const running = versions
    .filter(({ state }) => state !== 'stopped')
    .map(({ version }) => version);
  const shares = weightsOf(live).filter(({ version }) =>
    running.includes(version),
  );
  return toSplit(shares, 100);
}

/** @returns a split in which the versions keep their proportions */
export function toSplit(
  weights: readonly VersionWeight[],
  totalPercent: number,
): TrafficSplit {
  const sum = sumOfWeights(weights);
  return {
    shares: weights.map(({ version, weight }) => ({
      version,
      weight: (weight / sum) * totalPercent,
      role: 'primary',
    })),
  };
}
