import { AnsweredWindow } from './AnsweredTraffic';
import { wilsonInterval } from './wilsonInterval';

/**
 * Requests that shares are taken from at least: with fewer, one that came late from a
 * version that has gone would look like a share of it.
 */
export const LEAST_REQUESTS = 20;

/**
 * A version is among those that answer once its share is surely above this; a request
 * now and then, from a client that pins an old version, is no share.
 */
const STRAY_SHARE = 0.01;

/** Shares that differ by less are not worth a line of history. */
const CLEAR_DIFFERENCE = 0.05;

/** Everything that was answered in a window. */
export interface Slot {
  startS: number;
  windows: AnsweredWindow[];
}

/** Requests of some windows in a row. */
export interface Sample {
  /** The newest first. */
  slots: Slot[];
  requests: number;
  byVersion: Map<number, number>;
}

/** @param windows - the newest first */
export function toSlots(windows: readonly AnsweredWindow[]): Slot[] {
  const slots: Slot[] = [];
  for (const window of windows) {
    const last = slots.at(-1);
    if (last?.startS === window.startS) {
      last.windows.push(window);
    } else {
      slots.push({ startS: window.startS, windows: [window] });
    }
  }
  return slots;
}

export function toSample(slots: Slot[]): Sample {
  const byVersion = new Map<number, number>();
  for (const { version, requests } of slots.flatMap(slot => slot.windows)) {
    byVersion.set(version, (byVersion.get(version) ?? 0) + requests);
  }
  return {
    slots,
    byVersion,
    requests: [...byVersion.values()].reduce((sum, each) => sum + each, 0),
  };
}

/** @returns as few of the first windows as have enough requests, or all of them */
export function takeSample(slots: readonly Slot[]): Sample {
  let taken = toSample([]);
  for (const slot of slots) {
    if (taken.requests >= LEAST_REQUESTS) break;
    taken = toSample([...taken.slots, slot]);
  }
  return taken;
}

/** @returns the versions that answer a share, strays left out */
export function answeringVersions({ byVersion, requests }: Sample): number[] {
  return [...byVersion]
    .filter(([, count]) => wilsonInterval(count, requests).low > STRAY_SHARE)
    .map(([version]) => version);
}

/**
 * @param known - percent by version
 * @returns whether the shares are surely others than those that were known
 */
export function differsFrom(
  sample: Sample,
  known: ReadonlyMap<number, number>,
): boolean {
  const answering = answeringVersions(sample);
  const versions = [...new Set([...known.keys(), ...answering])];
  const countOf = (version: number) => sample.byVersion.get(version) ?? 0;
  // Strays left out: of what they leave, one version may have all.
  const total = versions.reduce((sum, version) => sum + countOf(version), 0);
  return versions.some(version => {
    const share = (known.get(version) ?? 0) / 100;
    const count = countOf(version);
    const { low, high } = wilsonInterval(count, total);
    if (share >= low && share <= high) {
      return false;
    }
    const comes = share === 0 && answering.includes(version);
    const goes = high < STRAY_SHARE;
    return comes || goes || Math.abs(count / total - share) >= CLEAR_DIFFERENCE;
  });
}

/** @returns whether both may well be of the same shares */
export function isAlike(one: Sample, other: Sample): boolean {
  const versions = [...one.byVersion.keys(), ...other.byVersion.keys()];
  return versions.every(version => {
    const [a, b] = [one, other].map(({ byVersion, requests }) => {
      const count = byVersion.get(version) ?? 0;
      return { share: count / requests, ...wilsonInterval(count, requests) };
    });
    return (
      Math.abs(a.share - b.share) < CLEAR_DIFFERENCE ||
      (a.low <= b.high && b.low <= a.high)
    );
  });
}
