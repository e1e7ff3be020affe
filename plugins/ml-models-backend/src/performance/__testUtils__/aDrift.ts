import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';

/** An input that was measured; by default on enough of both. */
export function aDrift(
  decision: FeatureDrift['decision'],
  changes: Partial<FeatureDrift> = {},
): FeatureDrift {
  return {
    feature: 'distance',
    role: 'input',
    type: 'numeric',
    decision,
    measures: { jsDistance: 0.2345 },
    distanceLimit: 0.1,
    n: 900,
    baselineN: 1_000,
    ...changes,
  };
}
