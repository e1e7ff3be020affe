import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';

/** What a version is judged by, whatever its share of the requests. */
export type JudgedRules = Pick<
  CanaryRules,
  | 'maxErrorRate'
  | 'maxLatencyRatio'
  | 'maxQualityLoss'
  | 'minSamples'
  | 'mustMeasureQuality'
  | 'shadow'
  | 'weights'
>;
