import {
  Completeness,
  CompletenessPoint,
  VersionCompleteness,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { FIVE_MINUTES_S } from '../profile/WindowKey';
import {
  bucketOf,
  cutRange,
  PerformanceRange,
  POINTS_MAX,
  toIsoInstant,
} from '../read/PerformanceRange';
import { addUpVersions } from './addUpVersions';
import {
  CompletenessWindow,
  CompletenessWindowRow,
  toCompletenessWindow,
} from './completenessWindows';
import {
  addWindow,
  emptyTally,
  findSequenceGaps,
  Gap,
  Tally,
  TalliedWindow,
  tallyServed,
} from './gaps';
import {
  SequenceWindow,
  SequenceWindowRow,
  toSequenceWindow,
} from './sequenceWindows';

/**
 * Records come within seconds, and within a minute or so when a sender had to
 * try again; counters are asked every minute. What is younger is not missing yet.
 */
const SETTLED_AFTER_S = 120;

/** A list that people read; the rest is counted. */
const GAPS_MAX = 100;

export interface CompletenessFilter {
  modelRef: string;
  environment: string;
  /** Default: all that served or reported in the range. */
  version?: number;
  fromMs: number;
  untilMs: number;
}

/** Compares stored records with served requests, or else with their numbers. */
export async function readCompleteness(
  knex: Knex,
  filter: CompletenessFilter,
  nowMs: number,
): Promise<Completeness> {
  const settledS = findSettled(filter, nowMs);
  const range = cutRange(filter, POINTS_MAX, nowMs);
  const [windows, numbered] = await Promise.all([
    readWindows(knex, filter, settledS),
    readNumbered(knex, filter, settledS),
  ]);
  const versions = [...new Set([...windows, ...numbered].map(it => it.version))]
    .sort((a, b) => b - a)
    .flatMap(version => {
      const isOfVersion = (it: { version: number }) => it.version === version;
      const ofVersion = windows.filter(isOfVersion);
      const numbers = numbered.filter(isOfVersion);
      const tally = tallyNumbers(numbers, filter, settledS);
      return wasAsked(ofVersion, tally)
        ? [describeVersion(version, ofVersion, tally, range)]
        : [];
    });
  return {
    environment: filter.environment,
    from: new Date(filter.fromMs).toISOString(),
    until: new Date(filter.untilMs).toISOString(),
    settledUntil: toIsoInstant(settledS),
    bucketSeconds: range.bucketS,
    total: addUpVersions(versions),
    versions,
  };
}

/** @returns where the last window ends that nothing more is to be expected of */
function findSettled({ untilMs }: CompletenessFilter, nowMs: number): number {
  const settledMs = Math.min(nowMs - SETTLED_AFTER_S * 1000, untilMs);
  return Math.floor(settledMs / 1000 / FIVE_MINUTES_S) * FIVE_MINUTES_S;
}

async function readWindows(
  knex: Knex,
  filter: CompletenessFilter,
  settledS: number,
): Promise<CompletenessWindow[]> {
  const rows = await knex('completeness_windows')
    .where(versionOf(filter))
    .where('start_s', '>=', Math.floor(filter.fromMs / 1000))
    .whereRaw('start_s + granularity <= ?', [settledS])
    .select<CompletenessWindowRow[]>();
  return rows.map(toCompletenessWindow);
}

/** @returns all windows of the instances that reported in the range */
async function readNumbered(
  knex: Knex,
  filter: CompletenessFilter,
  settledS: number,
): Promise<SequenceWindow[]> {
  const ofVersion = knex('sequence_windows').where(versionOf(filter));
  const instances = ofVersion
    .clone()
    .where('last_ms', '>=', filter.fromMs)
    .where('start_s', '<', settledS)
    .select('instance_id');
  const rows = await ofVersion
    .clone()
    .whereIn('instance_id', instances)
    .select<SequenceWindowRow[]>();
  return rows.map(toSequenceWindow);
}

function versionOf({ modelRef, environment, version }: CompletenessFilter) {
  return {
    model_ref: modelRef,
    environment,
    ...(version === undefined ? {} : { version }),
  };
}

/** Of each instance what falls into the range, by all that is known of it. */
function tallyNumbers(
  windows: readonly SequenceWindow[],
  { fromMs }: CompletenessFilter,
  settledS: number,
): Tally {
  const tally = emptyTally();
  for (const instance of new Set(windows.map(it => it.instanceId))) {
    const found = findSequenceGaps(
      windows.filter(({ instanceId }) => instanceId === instance),
    );
    for (const { window, gap } of found) {
      if (window.lastMs >= fromMs && window.startS < settledS) {
        const stored = window.records - window.shadowRecords;
        addWindow(tally, {
          startS: window.startS,
          stored,
          expected: stored + (gap?.missing ?? 0),
        });
        tally.gaps.push(...(gap ? [gap] : []));
      }
    }
  }
  tally.gaps.sort((a, b) => a.fromMs - b.fromMs);
  return tally;
}

/** A smoke test is no prediction that a caller could miss. */
function wasAsked(
  windows: readonly CompletenessWindow[],
  numbers: Tally,
): boolean {
  return (
    numbers.expected > 0 ||
    windows.some(
      ({ served, stored, storedUnstamped, storedShadow }) =>
        Math.max(served, stored + storedUnstamped) > storedShadow,
    )
  );
}

function describeVersion(
  version: number,
  windows: readonly CompletenessWindow[],
  numbers: Tally,
  range: PerformanceRange,
): VersionCompleteness {
  const served = tallyServed(windows);
  if (served.expected > 0) {
    return { version, basis: 'gateway', ...describeTally(served, range) };
  }
  return numbers.expected > 0
    ? { version, basis: 'sequence', ...describeTally(numbers, range) }
    : { version, basis: 'none', ...describeTally(served, range) };
}

function describeTally(tally: Tally, range: PerformanceRange) {
  const { stored, expected, gaps } = tally;
  return {
    stored,
    expected,
    missing: expected - stored,
    share: expected > 0 ? stored / expected : undefined,
    series: sumByBucket(tally.windows, range),
    gaps: [...gaps].reverse().slice(0, GAPS_MAX).map(toWire),
    furtherGaps: Math.max(0, gaps.length - GAPS_MAX),
  };
}

function sumByBucket(
  windows: readonly TalliedWindow[],
  range: PerformanceRange,
): CompletenessPoint[] {
  const sums = new Map<number, { stored: number; expected: number }>();
  for (const { startS, stored, expected } of windows) {
    // An instance's window may begin before the range.
    const bucketS = Math.max(bucketOf(startS, range), range.fromS);
    const sum = sums.get(bucketS) ?? { stored: 0, expected: 0 };
    sum.stored += stored;
    sum.expected += expected;
    sums.set(bucketS, sum);
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([bucketS, sum]) => ({ start: toIsoInstant(bucketS), ...sum }));
}

function toWire({ fromMs, untilMs, missing, expected }: Gap) {
  return {
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    missing,
    expected,
  };
}
