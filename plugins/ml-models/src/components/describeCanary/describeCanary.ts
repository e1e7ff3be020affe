import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../formatNumber/formatDurationSeconds';
import { formatNumber, formatPercent } from '../formatNumber/formatNumber';

/** How a version is tried; follows a sentence that says that it takes all requests. */
export function describeCanary(canary: CanaryRules): string {
  return `Before that it answers ${
    canary.weight
  } % of the requests for ${formatDurationSeconds(
    canary.bakeSeconds,
  )} or more, and is put back if more than ${formatPercent(
    canary.maxErrorRate,
  )} of them fail, if they take more than ${formatNumber(
    canary.maxLatencyRatio,
  )} times as long, or if it predicts otherwise.`;
}
