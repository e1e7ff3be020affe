import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../formatNumber/formatDurationSeconds';
import { formatNumber, formatPercent } from '../formatNumber/formatNumber';

/** How a version is tried; follows a sentence that says that it takes all requests. */
export function describeCanary(canary: CanaryRules): string {
  const { weights, bakeSeconds } = canary;
  const steps = weights.map(weight => `${weight} %`).join(', then ');
  const each = weights.length > 1 ? ' each' : '';
  return `Before that it answers ${steps} of the requests for ${formatDurationSeconds(
    bakeSeconds,
  )} or more${each}, and is put back if more than ${formatPercent(
    canary.maxErrorRate,
  )} of them fail, if they take more than ${formatNumber(
    canary.maxLatencyRatio,
  )} times as long, or if it predicts otherwise.`;
}
