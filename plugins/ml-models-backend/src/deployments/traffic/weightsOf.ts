import { VersionWeight } from '@noshelfware/backstage-plugin-ml-models-common';
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
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return {
    shares: weights.map(({ version, weight }) => ({
      version,
      weight: (weight / sum) * totalPercent,
      role: 'primary',
    })),
  };
}

/** Of percents that were divided and added up again. */
const WEIGHT_TOLERANCE = 0.01;

/** @returns whether the same versions answer the same shares */
export function isSameSplit(
  one: ReadonlyArray<VersionWeight>,
  other: ReadonlyArray<VersionWeight>,
): boolean {
  return (
    one.length === other.length &&
    one.every(({ version, weight }) =>
      other.some(
        share =>
          share.version === version &&
          Math.abs(share.weight - weight) < WEIGHT_TOLERANCE,
      ),
    )
  );
}

/** @returns the version with the largest share; of several, the one that is live */
export function largestOf(
  weights: readonly VersionWeight[],
  liveVersion: number,
): number {
  const largest = Math.max(...weights.map(({ weight }) => weight));
  const versions = weights
    .filter(({ weight }) => weight === largest)
    .map(({ version }) => version);
  return versions.includes(liveVersion) ? liveVersion : Math.max(...versions);
}

/** @returns e.g. `version 4 80 %, version 3 20 %` */
export function describeWeights(weights: readonly VersionWeight[]): string {
  return weights
    .map(({ version, weight }) => `version ${version} ${weight} %`)
    .join(', ');
}
