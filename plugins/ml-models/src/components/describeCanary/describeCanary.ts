import {
  CANARY_BAKES_MAX,
  CanaryRules,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../formatNumber/formatDurationSeconds';
import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
} from '../formatNumber/formatNumber';

/** How a version is tried; follows a sentence that says that it takes all requests. */
export function describeCanary(canary: CanaryRules): string {
  const { weights, minSamples } = canary;
  const { least, most } = timesOf(canary);
  const steps = weights.map(weight => `${weight} %`).join(', then ');
  const each = weights.length > 1 ? ' each' : '';
  return `Before that it answers ${steps} of the requests for ${least} or more${each} (up to ${most}, until it has answered ${formatCount(
    minSamples,
  )}), and is put back if more than ${formatPercent(
    canary.maxErrorRate,
  )} of them fail, if they take more than ${formatNumber(
    canary.maxLatencyRatio,
  )} times as long, or if it predicts otherwise${describeQuality(canary)}.`;
}

/** Deployments from before it was judged are not put back by it. */
function describeQuality({ maxQualityLoss }: CanaryRules): string {
  return maxQualityLoss === undefined
    ? ''
    : `, or more than ${formatPercent(
        maxQualityLoss,
      )} worse by the outcomes that arrive`;
}

/** What a canary under way waits for, and for how long where that does not come. */
export function describeWait(
  canary: CanaryRules,
  versions: { candidate: number; live: number },
): string {
  const { least, most } = timesOf(canary);
  const each = canary.weights.length > 1 ? ' in each step' : '';
  return `It waits${each} until version ${
    versions.candidate
  } has answered ${formatCountOf(
    canary.minSamples,
    'request',
  )}, for ${least} at least and ${most} at most; ${least} and no longer where none comes, to it or to version ${
    versions.live
  }.`;
}

/** How long each step is watched. */
function timesOf({ bakeSeconds }: CanaryRules) {
  return {
    least: formatDurationSeconds(bakeSeconds),
    most: formatDurationSeconds(bakeSeconds * CANARY_BAKES_MAX),
  };
}
