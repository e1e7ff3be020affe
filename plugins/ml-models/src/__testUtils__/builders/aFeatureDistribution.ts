import {
  FeatureDistribution,
  featureDistributionSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aFeatureDrift } from './aPerformanceReport';

/** Distances, of which the long ones have become frequent. */
export function aFeatureDistribution(
  overrides: Partial<FeatureDistribution> = {},
): FeatureDistribution {
  return featureDistributionSchema.parse({
    feature: 'distance',
    type: 'numeric',
    drift: aFeatureDrift(),
    bins: [
      {
        label: '< 1,000',
        lower: null,
        upper: 1000,
        kind: 'underflow',
        count: 0,
        baselineCount: 0,
      },
      {
        label: '1,000 – 2,000',
        lower: 1000,
        upper: 2000,
        kind: 'bin',
        count: 100,
        baselineCount: 900,
      },
      {
        label: '2,000 – 3,000',
        lower: 2000,
        upper: 3000,
        kind: 'bin',
        count: 900,
        baselineCount: 100,
      },
    ],
    ...overrides,
  });
}
