import {
  DEFAULT_VERDICT_THRESHOLDS,
  FeatureDrift,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Corrected Jensen-Shannon distances from which on a shift matters. */
export type DriftLimits = Record<FeatureDrift['role'], number>;

/** @returns what the model has set */
export function driftLimitsOf({
  driftDistance,
  predictionDrift,
}: VerdictThresholds): DriftLimits {
  return { input: driftDistance.drifted, output: predictionDrift.degraded };
}

export const DEFAULT_DRIFT_LIMITS = driftLimitsOf(DEFAULT_VERDICT_THRESHOLDS);
