import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  bucketOf,
  bucketStarts,
  cutRange,
  toIsoInstant,
} from './PerformanceRange';
import { StoredFeatureCounts, StoredWindow } from './readWindows';
import { groupBy } from './summariseWindows';
import { VersionDrift } from './VersionDrift';

/** Cells beside each other that can still be told apart at 800 px. */
const COLUMNS_MAX = 60;

/**
 * Records that a column should have on average: twice what a cell needs, since
 * traffic is uneven. Where there are fewer, columns are longer instead of blank.
 */
const RECORDS_PER_COLUMN = 200;

export interface DrawHeatmapOptions {
  span: { fromMs: number; untilMs: number };
  nowMs: number;
  /** Its rows, in order. */
  drift: readonly FeatureDrift[];
  windows: readonly StoredWindow[];
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
  const { span, nowMs, drift, windows, stored, measured } = options;
  const ofVersion = windows.filter(
    ({ version }) => version === measured?.baseline.version,
  );
  const range = cutRange(span, countColumns(ofVersion), nowMs);
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

function countColumns(windows: readonly StoredWindow[]): number {
  const records = windows.reduce((sum, it) => sum + Number(it.requests), 0);
  const wanted = Math.floor(records / RECORDS_PER_COLUMN);
  return Math.min(Math.max(wanted, 1), COLUMNS_MAX);
}

function measureColumn(
  drift: VersionDrift | undefined,
  stored: readonly StoredFeatureCounts[],
) {
  const cells = new Map<string, ReturnType<VersionDrift['distanceOf']>>();
  if (drift && stored.length > 0) {
    const counts = drift.sum(stored);
    for (const feature of drift.layout.features) {
      const { role, name } = feature.binning;
      cells.set(`${role} ${name}`, drift.distanceOf(feature, counts));
    }
  }
  return cells;
}
