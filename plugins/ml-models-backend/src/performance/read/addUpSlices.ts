import { WindowProfile } from '../profile/WindowProfile';
import { RecentSlices } from './RecentSlices';

/** A year of days with eight slices; some 13 kB each, so 40 MB. */
const SLICES_KEPT_MAX = 3_000;

/** Of all databases: what they are kept by is all that they say. */
const recent = new RecentSlices(SLICES_KEPT_MAX);

/**
 * @param stored - of each window, as `parseSlices` takes them
 * @returns what they add up to, by key
 */
export function addUpSlices(
  stored: readonly string[],
): ReadonlyMap<string, WindowProfile> {
  const sum = new WindowProfile();
  for (const ofWindow of stored) {
    for (const [key, slice] of recent.read(ofWindow)) {
      sum.sliceOf(key).add(slice);
    }
  }
  return sum.slices;
}
