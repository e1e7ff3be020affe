import {
  DEFAULT_VERDICT_THRESHOLDS,
  FeatureDrift,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type { RedactionRule } from '../../inference/ModelPolicySource';

/** What a model is judged by, and what its records may not tell. */
export interface ModelThresholds extends VerdictThresholds {
  /** Of its logging policy. Default: none. */
  redact?: readonly RedactionRule[];
}

/** What is drift of a feature, and whether it counts. */
export interface DriftLimits {
  /** Corrected Jensen-Shannon distances from which on a shift matters. */
  distances: Record<FeatureDrift['role'], number>;
  /** `inputs.<name>`: shown, and passed over by verdicts. */
  exempt: readonly string[];
  /** What is not compared with a reference from before it was redacted. */
  redact: readonly RedactionRule[];
}

/** @returns what the model has set */
export function driftLimitsOf({
  driftDistance,
  driftedFeatures,
  predictionDrift,
  redact = [],
}: ModelThresholds): DriftLimits {
  return {
    distances: {
      input: driftDistance.drifted,
      output: predictionDrift.degraded,
    },
    exempt: driftedFeatures.except,
    redact,
  };
}

export const DEFAULT_DRIFT_LIMITS = driftLimitsOf(DEFAULT_VERDICT_THRESHOLDS);

/** @param name - of a feature, which may be nested in what is exempt: `trip.month` */
export function isExempt(
  { exempt }: DriftLimits,
  { name, role }: { name: string; role: FeatureDrift['role'] },
): boolean {
  const path = `inputs.${name}`;
  return (
    role === 'input' &&
    exempt.some(it => path === it || path.startsWith(`${it}.`))
  );
}
