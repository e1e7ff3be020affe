import {
  DEFAULT_VERDICT_THRESHOLDS,
  Verdict,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatMs,
  formatPercent,
  formatPercentDown,
  formatRatio,
} from '../../formatNumber';
import { listNames } from './listNames';

type Limits = NonNullable<Verdict['limits']>;

/** Names of features are long. */
const NAMES_SHOWN_MAX = 3;

function except(inputs: readonly string[]): string {
  const names = inputs.map(input => input.replace(/^inputs\./, ''));
  return names.length > 0 ? ` but ${listNames(names, NAMES_SHOWN_MAX)}` : '';
}

/** What a version is judged by, in words, and who has set it. */
export function describeLimits(thresholds: VerdictThresholds): Limits {
  const isSet = (name: keyof VerdictThresholds) =>
    JSON.stringify(thresholds[name]) !==
    JSON.stringify(DEFAULT_VERDICT_THRESHOLDS[name]);
  const { errorRate, latencyRatio, latencyRise, qualityLoss } = thresholds;
  const { driftedFeatures, driftDistance, predictionDrift } = thresholds;
  const ratio = (value: number) =>
    `above ${formatRatio(value)} × the p95 latency of the 7 days before${
      latencyRise.leastMs > 0
        ? `, and ${formatMs(latencyRise.leastMs)} or more above it`
        : ''
    }`;
  const loss = (value: number) =>
    `${formatPercent(value)} worse than the evaluation`;
  const below = (value: number) => `below ${formatPercentDown(value)}`;
  return [
    {
      signal: 'error-rate',
      degraded: `above ${formatPercent(errorRate.degraded)}`,
      failing: `above ${formatPercent(errorRate.failing)}`,
      fromModel: isSet('errorRate'),
    },
    {
      signal: 'latency',
      degraded: ratio(latencyRatio.degraded),
      failing: ratio(latencyRatio.failing),
      fromModel: isSet('latencyRatio') || isSet('latencyRise'),
    },
    {
      signal: 'feature-drift',
      degraded: `${formatPercent(driftedFeatures.degraded)} of features${except(
        driftedFeatures.except,
      )}, each from a distance of ${formatRatio(driftDistance.drifted)} on`,
      fromModel: isSet('driftedFeatures') || isSet('driftDistance'),
    },
    {
      signal: 'prediction-drift',
      degraded:
        predictionDrift.degraded < 1
          ? `any, from a distance of ${formatRatio(
              predictionDrift.degraded,
            )} on`
          : 'never',
      fromModel: isSet('predictionDrift'),
    },
    {
      signal: 'quality',
      degraded: loss(qualityLoss.degraded),
      failing: loss(qualityLoss.failing),
      fromModel: isSet('qualityLoss'),
    },
    {
      signal: 'completeness',
      degraded: below(thresholds.completeness.degraded),
      failing: below(thresholds.completeness.failing),
      fromModel: isSet('completeness'),
    },
  ];
}
