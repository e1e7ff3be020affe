import { SeriesPoint } from '@noshelfware/backstage-plugin-ml-models-common';
import { WindowProfile } from '../profile/WindowProfile';
import {
  bucketOf,
  bucketStarts,
  PerformanceRange,
  toIsoInstant,
} from './PerformanceRange';
import { StoredFeatureCounts, StoredWindow } from './readWindows';
import {
  addUpWindows,
  describeProfile,
  findBusiest,
  groupBy,
} from './summariseWindows';
import { VersionDrift } from './VersionDrift';

export interface DrawSeriesOptions {
  range: PerformanceRange;
  windows: readonly StoredWindow[];
  stored: readonly StoredFeatureCounts[];
  drifts: ReadonlyMap<number, VersionDrift>;
}

/** @returns a point for every bucket of the range, empty ones too, and their sum */
export function drawSeries(options: DrawSeriesOptions): {
  series: SeriesPoint[];
  totals: WindowProfile;
} {
  const { range, windows, stored, drifts } = options;
  const windowsOf = groupBy(windows, it => bucketOf(it.startS, range));
  const storedOf = groupBy(stored, it => bucketOf(it.startS, range));
  const totals = new WindowProfile();
  const series = bucketStarts(range).map(start => {
    const inBucket = windowsOf.get(start) ?? [];
    const busiest = findBusiest(inBucket);
    const drift = busiest === undefined ? undefined : drifts.get(busiest);
    const profile = addUpWindows(inBucket);
    totals.add(profile);
    return {
      start: toIsoInstant(start),
      ...describeProfile(profile),
      predictionDrift:
        drift && measurePredictionDrift(drift, storedOf.get(start) ?? []),
    };
  });
  return { series, totals };
}

/** @returns the largest distance among the outputs; undefined for too few records */
function measurePredictionDrift(
  drift: VersionDrift,
  stored: readonly StoredFeatureCounts[],
): number | undefined {
  const outputs = drift.layout.features.filter(
    ({ binning }) => binning.role === 'output',
  );
  const chunks = new Set(outputs.map(({ chunk }) => chunk));
  const counts = drift.sum(stored.filter(({ chunk }) => chunks.has(chunk)));
  const distances = outputs.flatMap(
    output => drift.distanceOf(output, counts).distance ?? [],
  );
  return distances.length > 0 ? Math.max(...distances) : undefined;
}
