import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { HeatmapRow } from '../../../charts/HeatmapChart/heatmap';
import { TimeBuckets } from '../../../charts/timeBuckets';
import { driftSteps } from './driftSteps';
import { featureId } from './featureId';

export interface DriftFilter {
  /** Text that names hold. */
  find: string;
  /** Only features that have drifted. */
  drifted: boolean;
}

/** @returns the features that a filter leaves, in the report's order: worst first */
export function filterDrift(
  drift: readonly FeatureDrift[],
  filter: DriftFilter,
): FeatureDrift[] {
  const text = filter.find.trim().toLowerCase();
  return drift.filter(
    ({ feature, decision }) =>
      feature.toLowerCase().includes(text) &&
      (!filter.drifted || decision === 'drift'),
  );
}

/** The heat map on the report's whole time axis. */
export interface DriftHeatmap {
  buckets: TimeBuckets;
  /** By the features' ids. */
  rows: ReadonlyMap<string, HeatmapRow>;
}

export function driftHeatmap(report: PerformanceReport): DriftHeatmap {
  const { rows } = report.heatmap;
  const { buckets, spread } = driftSteps(report, report.heatmap);
  return {
    buckets,
    rows: new Map(
      rows.map(({ feature, distances, n }, index) => {
        // Rows stand in the order of the features.
        const drift = report.drift[index];
        const name = drift ? featureId(drift, report.drift) : feature;
        return [
          name,
          {
            name,
            values: spread<number | null>(distances, null),
            n: spread(n, 0),
          },
        ];
      }),
    ),
  };
}
