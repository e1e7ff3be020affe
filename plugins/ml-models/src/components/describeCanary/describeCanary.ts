import {
  CANARY_BAKES_MAX,
  CanaryRules,
  MAX_OTHER_DECISIONS,
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
  const { minSamples, shadow, weights } = canary;
  const { least, most } = timesOf(canary);
  const steps = weights.map(weight => `${weight} %`).join(', then ');
  const each = weights.length > 1 ? ' each' : '';
  const [gets, ends] = shadow
    ? ['gets a copy of each request', 'no caller gets its answers, and it ends']
    : [`answers ${steps} of the requests`, 'and is put back'];
  return [
    `Before that it ${gets} for ${least} or more${each} (up to ${most}, until it has answered ${formatCount(
      minSamples,
    )}), ${ends} if more than ${formatPercent(
      canary.maxErrorRate,
    )} of them fail, if they take more than ${formatNumber(
      canary.maxLatencyRatio,
    )} times as long, ${describeDifference(shadow)}${describeQuality(canary)}.`,
    ...(canary.gate
      ? ['Then it waits until somebody other than its requester releases it.']
      : []),
  ].join(' ');
}

function describeDifference(shadow: CanaryRules['shadow']): string {
  if (!shadow || shadow.maxDisagreement === 1) {
    return 'or if it predicts otherwise';
  }
  const { maxDisagreement = MAX_OTHER_DECISIONS } = shadow;
  const requests = `more than ${formatPercent(
    maxDisagreement,
  )} of the requests`;
  return `if it predicts otherwise on the whole, or ${
    shadow.maxDisagreement === undefined ? 'decides' : 'answers'
  } ${requests} otherwise than the live version`;
}

/** Deployments from before it was judged are not put back by it, nor are shadows. */
function describeQuality({ maxQualityLoss, shadow }: CanaryRules): string {
  return maxQualityLoss === undefined || shadow
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
  const [what, asked] = canary.shadow
    ? ['copied request', 'to']
    : ['request', 'to it or to'];
  return `It waits${each} until version ${
    versions.candidate
  } has answered ${formatCountOf(
    canary.minSamples,
    what,
  )}, for ${least} at least and ${most} at most; ${least} and no longer where none comes, ${asked} version ${
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
