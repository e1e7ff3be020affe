import { SeriesPoint } from '@noshelfware/backstage-plugin-ml-models-common';
import { WindowProfile } from '../profile/WindowProfile';
import {
  bucketOf,
  bucketStarts,
  PerformanceRange,
  toIsoInstant,
} from './PerformanceRange';
import { StoredWindow } from './readWindows';
import { addUpWindows, describeProfile, groupBy } from './summariseWindows';

export interface DrawSeriesOptions {
  range: PerformanceRange;
  windows: readonly StoredWindow[];
}

/** @returns a point for every bucket of the range, empty ones too, and their sum */
export function drawSeries(options: DrawSeriesOptions): {
  series: SeriesPoint[];
  totals: WindowProfile;
} {
  const { range, windows } = options;
  const windowsOf = groupBy(windows, it => bucketOf(it.startS, range));
  const totals = new WindowProfile();
  const series = bucketStarts(range).map(start => {
    const profile = addUpWindows(windowsOf.get(start) ?? []);
    // Before it is described, which gives each of its bins a name.
    totals.add(profile);
    return { start: toIsoInstant(start), ...describeProfile(profile) };
  });
  return { series, totals };
}
