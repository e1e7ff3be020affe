import { ProfileTotals } from '@noshelfware/backstage-plugin-ml-models-common';
import { WindowProfile } from '../profile/WindowProfile';
import { parseCounts } from '../quality/Counts';
import { estimateQuality } from '../quality/estimateQuality';
import { GUESSED } from '../quality/judgeOutcomes';
import { measureQuality } from '../quality/measureQuality';
import { StoredWindow } from './readWindows';

/** @returns what the windows add up to */
export function addUpWindows(windows: readonly StoredWindow[]): WindowProfile {
  const profile = new WindowProfile();
  for (const window of windows) {
    profile.addRow(window);
  }
  return profile;
}

/** @returns of what the windows add up to, what takes no time to read */
export function addUpColumns(
  windows: readonly StoredWindow[],
): Pick<WindowProfile, 'requests' | 'extraColumns'> {
  const profile = new WindowProfile();
  for (const { requests, extra_columns: extraColumns } of windows) {
    profile.requests += Number(requests);
    if (extraColumns) {
      profile.addExtraColumns(parseCounts(extraColumns));
    }
  }
  return profile;
}

/** Numbers of a point or of a whole range, as they are shown. */
export function describeProfile(profile: WindowProfile): ProfileTotals {
  const { requests, errors, invalidRequests, failuresUntold, outcomes } =
    profile;
  const quality = measureQuality(outcomes);
  return {
    requests,
    errors,
    invalidRequests,
    failuresUntold: failuresUntold > 0 ? failuresUntold : undefined,
    errorsByType:
      errors > 0 ? Object.fromEntries(profile.errorsByType) : undefined,
    timed: profile.latency.count,
    p50Ms: profile.latencyAt(0.5),
    p90Ms: profile.latencyAt(0.9),
    p99Ms: profile.latencyAt(0.99),
    ...quality,
    labelsGuessed: outcomes.get(GUESSED),
    estimate: estimateQuality(outcomes),
    // A failed request has no prediction that a label could be of.
    labelsMissing: Math.max(
      0,
      requests - errors - invalidRequests - quality.labels,
    ),
  };
}

/** @returns the version that served last; of several at once the busiest */
export function findLastServed(
  windows: readonly StoredWindow[],
): number | undefined {
  const newestStart = Math.max(...windows.map(({ startS }) => startS));
  return findBusiest(windows.filter(({ startS }) => startS === newestStart));
}

/** @returns the version with the most requests */
export function findBusiest(
  windows: readonly Pick<StoredWindow, 'version' | 'requests'>[],
): number | undefined {
  const requests = new Map<number, number>();
  for (const window of windows) {
    const sum = requests.get(window.version) ?? 0;
    requests.set(window.version, sum + Number(window.requests));
  }
  const [busiest] = [...requests].sort(([, a], [, b]) => b - a);
  return busiest?.[0];
}

export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => number,
): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
