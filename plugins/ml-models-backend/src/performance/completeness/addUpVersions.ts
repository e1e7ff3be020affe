import {
  TotalCompleteness,
  VersionCompleteness,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * By their numbers, not their shares: a version that answered little weighs little.
 *
 * @returns undefined unless there are two versions that can be told of
 */
export function addUpVersions(
  versions: readonly VersionCompleteness[],
): TotalCompleteness | undefined {
  const counted = versions.filter(({ basis }) => basis !== 'none');
  if (counted.length < 2) {
    return undefined;
  }
  const stored = counted.reduce((sum, version) => sum + version.stored, 0);
  const expected = counted.reduce((sum, version) => sum + version.expected, 0);
  return {
    basis: findBasis(counted),
    uncounted: versions.length - counted.length,
    stored,
    expected,
    missing: expected - stored,
    share: stored / expected,
  };
}

function findBasis(
  counted: readonly VersionCompleteness[],
): TotalCompleteness['basis'] {
  if (counted.every(({ basis }) => basis === 'gateway')) {
    return 'gateway';
  }
  return counted.every(({ basis }) => basis === 'sequence')
    ? 'sequence'
    : 'mixed';
}
