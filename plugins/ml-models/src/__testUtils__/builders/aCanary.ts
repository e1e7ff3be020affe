import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';

/** How a version is tried whose model says nothing of that. */
export function aCanary(): CanaryRules {
  return {
    weights: [10],
    bakeSeconds: 60,
    maxErrorRate: 0.01,
    maxLatencyRatio: 1.5,
    minSamples: 500,
  };
}
