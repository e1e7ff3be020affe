import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  bucketOf,
  bucketStarts,
  PerformanceRange,
  toIsoInstant,
} from './PerformanceRange';
import { StoredFeatureCounts, StoredWindow } from './readWindows';
import { findBusiest, groupBy } from './summariseWindows';
import { MeasuredDistance, VersionDrift } from './VersionDrift';

export interface DrawPredictionDriftOptions {
  range: PerformanceRange;
  windows: readonly StoredWindow[];
  stored: readonly StoredFeatureCounts[];
  drifts: ReadonlyMap<number, VersionDrift>;
}

/** The largest distance among the outputs, of the version busiest in each step. */
export function drawPredictionDrift(
  options: DrawPredictionDriftOptions,
): PerformanceReport['predictionDrift'] {
  const { range, windows, stored, drifts } = options;
  const windowsOf = groupBy(windows, it => bucketOf(it.startS, range));
  const storedOf = groupBy(stored, it => bucketOf(it.startS, range));
  const starts = bucketStarts(range);
  const steps = starts.map(start => {
    const busiest = findBusiest(windowsOf.get(start) ?? []);
    const drift = busiest === undefined ? undefined : drifts.get(busiest);
    return drift && measureStep(drift, storedOf.get(start) ?? []);
  });
  return {
    starts: starts.map(toIsoInstant),
    bucketSeconds: range.bucketS,
    distances: steps.map(step => step?.distance ?? null),
    n: steps.map(step => step?.n ?? 0),
  };
}

function measureStep(
  drift: VersionDrift,
  stored: readonly StoredFeatureCounts[],
): MeasuredDistance | undefined {
  const outputs = drift.layout.features.filter(
    ({ binning }) => binning.role === 'output',
  );
  const chunks = new Set(outputs.map(({ chunk }) => chunk));
  const counts = drift.sum(stored.filter(({ chunk }) => chunks.has(chunk)));
  const [largest] = outputs
    .map(output => drift.distanceOf(output, counts))
    .sort((a, b) => (b.distance ?? -1) - (a.distance ?? -1));
  return largest;
}
