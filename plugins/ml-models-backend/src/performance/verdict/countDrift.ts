import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';

/** Inputs that have drifted, of those that could be judged. */
export interface DriftCount {
  drifted: number;
  features: number;
}

/** @returns undefined if no input could be judged */
export function countDrift(
  drift: readonly FeatureDrift[],
): DriftCount | undefined {
  const decided = drift.filter(
    ({ role, decision, exempt }) =>
      role === 'input' && decision !== 'unknown' && !exempt,
  );
  return decided.length === 0
    ? undefined
    : {
        drifted: decided.filter(({ decision }) => decision === 'drift').length,
        features: decided.length,
      };
}
