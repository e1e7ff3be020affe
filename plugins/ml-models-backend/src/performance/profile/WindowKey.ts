import { TrafficKind } from '@noshelfware/backstage-plugin-ml-models-common';

export const FIVE_MINUTES_S = 300;
export const HOUR_S = 3_600;
export const DAY_S = 86_400;

/** How long windows of a length are kept before they are merged into longer ones. */
export const FIVE_MINUTES_KEPT_S = 2 * DAY_S;
export const HOURS_KEPT_S = 90 * DAY_S;

/**
 * Writes what has been merged. Everybody else is one boot of one backend, and
 * adds to rows of its own until they are merged.
 */
export const MERGED_WRITER = 'merged';

/** What a profile is of. */
export interface WindowKey {
  modelRef: string;
  environment: string;
  version: number;
  traffic: TrafficKind;
  /** Of records that were replayed, which some measures leave out. */
  replay: boolean;
  /** Seconds since the epoch. */
  startS: number;
  /** Length in seconds: 300, 3,600 or 86,400. */
  granularity: number;
}

/** The window in which something of this time is counted now. */
export function placeWindow(
  timeMs: number,
  nowMs: number,
): Pick<WindowKey, 'startS' | 'granularity'> {
  const granularity = finestAt(timeMs, nowMs);
  return {
    granularity,
    startS: Math.floor(timeMs / 1000 / granularity) * granularity,
  };
}

/** @returns the length of the windows that are kept of this time, in seconds */
export function finestAt(timeMs: number, nowMs: number): number {
  const ageS = (nowMs - timeMs) / 1000;
  if (ageS > HOURS_KEPT_S) {
    return DAY_S;
  }
  return ageS > FIVE_MINUTES_KEPT_S ? HOUR_S : FIVE_MINUTES_S;
}

export function isSameWindow(a: WindowKey, b: WindowKey): boolean {
  return (
    a.startS === b.startS &&
    a.granularity === b.granularity &&
    a.version === b.version &&
    a.modelRef === b.modelRef &&
    a.environment === b.environment &&
    a.traffic === b.traffic &&
    a.replay === b.replay
  );
}

/** The columns of a window's key, in the order of the primary key. */
export const WINDOW_KEY_COLUMNS = [
  'model_ref',
  'start_s',
  'granularity',
  'environment',
  'version',
  'traffic',
  'replay',
] as const;

export interface WindowKeyRow {
  model_ref: string;
  start_s: number | string;
  granularity: number;
  environment: string;
  version: number;
  traffic: string;
  replay: boolean | number;
}

export function toWindowKeyRow(key: WindowKey) {
  return {
    model_ref: key.modelRef,
    start_s: key.startS,
    granularity: key.granularity,
    environment: key.environment,
    version: key.version,
    traffic: key.traffic,
    replay: key.replay,
  };
}

/** One text for a key, however a database writes its parts. */
export function windowKeyText(row: WindowKeyRow): string {
  return JSON.stringify([
    row.model_ref,
    Number(row.start_s),
    row.granularity,
    row.environment,
    row.version,
    row.traffic,
    Boolean(row.replay),
  ]);
}
