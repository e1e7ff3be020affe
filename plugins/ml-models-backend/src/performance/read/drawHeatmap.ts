import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  bucketOf,
  bucketStarts,
  PerformanceRange,
  toIsoInstant,
} from './PerformanceRange';
import { StoredFeatureCounts } from './readWindows';
import { groupBy } from './summariseWindows';
import { MeasuredDistance, VersionDrift } from './VersionDrift';

export interface DrawHeatmapOptions {
  /** Its columns. */
  range: PerformanceRange;
  /** Its rows, in order. */
  drift: readonly FeatureDrift[];
  stored: readonly StoredFeatureCounts[];
  /** The version that the rows are of; absent without a baseline. */
  measured: VersionDrift | undefined;
}

/**
 * Distances by feature and time, of the one version that the rows are of: what
 * another answered in the range is not drift of this one.
 */
export function drawHeatmap(
  options: DrawHeatmapOptions,
): PerformanceReport['heatmap'] {
  const { range, drift, stored, measured } = options;
  const storedOf = groupBy(stored, it => bucketOf(it.startS, range));
  const starts = bucketStarts(range);
  const columns = starts.map(start =>
    measureColumn(measured, storedOf.get(start) ?? []),
  );
  return {
    starts: starts.map(toIsoInstant),
    bucketSeconds: range.bucketS,
    rows: drift.map(({ role, feature }) => {
      const cells = columns.map(column => column.get(`${role} ${feature}`));
      return {
        feature,
        distances: cells.map(cell => cell?.distance ?? null),
        n: cells.map(cell => cell?.n ?? 0),
      };
    }),
  };
}

function measureColumn(
  drift: VersionDrift | undefined,
  stored: readonly StoredFeatureCounts[],
) {
  const cells = new Map<string, MeasuredDistance>();
  if (drift && stored.length > 0) {
    const counts = drift.sum(stored);
    for (const feature of drift.layout.features) {
      const { role, name } = feature.binning;
      cells.set(`${role} ${name}`, drift.distanceOf(feature, counts));
    }
  }
  return cells;
}
