import { VersionWeight } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  answeringVersions,
  differsFrom,
  isAlike,
  LEAST_REQUESTS,
  Sample,
  Slot,
  takeSample,
  toSample,
} from './Sample';

export interface LearntShares {
  /** Whole percents that sum to 100, the largest first. */
  weights: VersionWeight[];
  /** What they were taken from. */
  sample: Sample;
}

/**
 * Learns from the newest requests which versions answer which share.
 *
 * Shares are taken from the newest windows of five minutes that have 20 requests, so
 * that of a busy model the window under way is enough. They are believed at once where
 * one version answers all of them; where several do, only once the 20 requests before
 * say the same, as the window in which a pipeline moves its traffic says nothing of
 * before or after. Then they count if they are surely (99.9 %) others than the known
 * ones, and by 5 points at least, or a version has come or gone: no request that comes
 * late from an old version changes anything.
 *
 * @param slots - the newest first
 * @param known - undefined: nothing is known to answer, and whatever does is believed
 * @returns undefined where nothing has changed
 */
export function learnShares(
  slots: readonly Slot[],
  known: readonly VersionWeight[] | undefined,
): LearntShares | undefined {
  const newest = takeSample(slots);
  // Nobody has answered, or so many versions have that none has a share.
  if (answeringVersions(newest).length === 0) {
    return undefined;
  }
  if (!known) {
    return toLearnt(newest);
  }
  const settled = findSettled(newest, slots);
  const weights = new Map(known.map(each => [each.version, each.weight]));
  return settled && differsFrom(settled, weights)
    ? toLearnt(settled)
    : undefined;
}

function findSettled(
  newest: Sample,
  slots: readonly Slot[],
): Sample | undefined {
  if (answeringVersions(newest).length === 1) {
    return newest;
  }
  const before = takeSample(slots.slice(newest.slots.length));
  return before.requests >= LEAST_REQUESTS && isAlike(newest, before)
    ? toSample([...newest.slots, ...before.slots])
    : undefined;
}

function toLearnt(sample: Sample): LearntShares {
  const answering = answeringVersions(sample);
  return {
    sample,
    weights: toWholePercents(
      [...sample.byVersion].filter(([version]) => answering.includes(version)),
    ),
  };
}

/** By largest remainders, each version 1 % at least. */
function toWholePercents(
  counts: ReadonlyArray<[version: number, count: number]>,
): VersionWeight[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const shares = counts.map(([version, count]) => {
    const exact = (count / total) * 100;
    const weight = Math.max(1, Math.floor(exact));
    return { version, weight, rest: exact - weight };
  });
  let left = 100 - shares.reduce((sum, { weight }) => sum + weight, 0);
  for (const share of [...shares].sort((a, b) => b.rest - a.rest)) {
    if (left > 0) {
      share.weight += 1;
      left -= 1;
    }
  }
  const sorted = shares
    .map(({ version, weight }) => ({ version, weight }))
    .sort((a, b) => b.weight - a.weight || b.version - a.version);
  // Where versions of less than 1 % were given one, the largest has it too much.
  sorted[0].weight += Math.min(0, left);
  return sorted;
}
