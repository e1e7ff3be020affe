import {
  EvaluationMetric,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { findMetric, haveSameData } from '../compareMetrics';
import { MetricValue } from './MetricValue';

export interface MetricCellProps {
  version: Version;
  /** Names the metric that is shown. */
  metric: EvaluationMetric;
  /** The version that it is compared with. */
  live: Version | undefined;
}

/** A version's value of one metric against the live version's. */
export function MetricCell({ version, metric, live }: MetricCellProps) {
  const own = findMetric(version, metric);
  const isLive = live?.version === version.version;
  return (
    own && (
      <MetricValue
        metric={own}
        other={isLive ? undefined : findMetric(live, metric)}
        sameData={haveSameData(version, live)}
        otherName={`live version ${live?.version}`}
      />
    )
  );
}
