import { VersionWeight } from '../wire/deployments';

/** Of percents that were divided and added up again. */
const WEIGHT_TOLERANCE = 0.01;

/** @returns whether the same versions answer the same shares */
export function isSameSplit(
  one: readonly VersionWeight[],
  other: readonly VersionWeight[],
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
  liveVersion: number | undefined,
): number {
  const largest = Math.max(...weights.map(({ weight }) => weight));
  const versions = weights
    .filter(({ weight }) => weight === largest)
    .map(({ version }) => version);
  return liveVersion !== undefined && versions.includes(liveVersion)
    ? liveVersion
    : Math.max(...versions);
}

/** @returns e.g. `version 4 80 %, version 3 20 %` */
export function describeWeights(weights: readonly VersionWeight[]): string {
  return weights
    .map(({ version, weight }) => `version ${version} ${weight} %`)
    .join(', ');
}
