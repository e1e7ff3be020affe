import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { readCompleteness } from '../completeness/readCompleteness';
import {
  DriftLimits,
  driftLimitsOf,
  ModelThresholds,
} from '../drift/driftLimits';
import { EvaluationSource } from '../EvaluationSource';
import { DAY_S, FIVE_MINUTES_S, HOUR_S } from '../profile/WindowKey';
import { measureQuality } from '../quality/measureQuality';
import { findVersionDrifts } from '../read/findVersionDrifts';
import { cutRange, POINTS_MAX } from '../read/PerformanceRange';
import {
  readFeatureCounts,
  readWindows,
  StoredWindow,
  WHOLE_RANGE_S,
} from '../read/readWindows';
import { addUpWindows, findLastServed } from '../read/summariseWindows';
import { findQualityEvidence } from './findQualityEvidence';
import { CompletenessEvidence, VerdictEvidence } from './VerdictEvidence';

const RECENT_S = 15 * 60;
const BEFORE_S = 7 * DAY_S;
const DRIFT_S = DAY_S;
const QUALITY_S = 7 * DAY_S;
/** Long enough for a hundred requests of quiet models. */
const COMPLETENESS_S = HOUR_S;
/** The window that has just closed may still get records of its own. */
const COMPLETENESS_DELAY_S = FIVE_MINUTES_S;

export interface EnvironmentOfModel {
  modelRef: string;
  environment: string;
}

export interface EnvironmentEvidence {
  /** The version that served last; absent when none did for a day. */
  serving?: number;
  versions: Map<number, VerdictEvidence>;
}

/** @param endS - where the last window that is looked at ends, exclusive */
export async function readEnvironmentEvidence(
  {
    knex,
    evaluation,
    thresholds,
    nowMs,
  }: {
    knex: Knex;
    evaluation: EvaluationSource;
    thresholds: ModelThresholds;
    /** Default: when that window has ended. */
    nowMs?: number;
  },
  subject: EnvironmentOfModel,
  endS: number,
): Promise<EnvironmentEvidence> {
  const recentS = endS - RECENT_S;
  const dayS = startOf(DRIFT_S, endS);
  const read = (fromS: number, untilS: number, bucketS?: number) =>
    readWindows(knex, { ...subject, fromS, untilS, bucketS });
  const day = await read(dayS, endS);
  const week = await read(startOf(QUALITY_S, endS), endS, WHOLE_RANGE_S);
  const before = summarise(
    (await read(recentS - BEFORE_S, recentS, WHOLE_RANGE_S)).filter(isLive),
  );
  const numbers = [...new Set(day.map(({ version }) => version))];
  const drifts = await measureDrifts(knex, subject, {
    fromS: dayS,
    untilS: endS,
    numbers,
    limits: driftLimitsOf(thresholds),
  });
  const completeness = await findCompleteness(
    knex,
    subject,
    endS,
    nowMs ?? endS * 1000,
  );
  const expectsOutcomes = qualityOf(week).labels > 0;
  const versions = new Map<number, VerdictEvidence>();
  for (const version of numbers) {
    const isOfVersion = (window: StoredWindow) => window.version === version;
    versions.set(version, {
      recent: summarise(
        day.filter(
          window =>
            isOfVersion(window) && isLive(window) && window.startS >= recentS,
        ),
      ),
      before,
      drift: drifts.get(version) ?? [],
      quality: expectsOutcomes
        ? findQualityEvidence(
            qualityOf(week.filter(isOfVersion)),
            await evaluation.listMetrics(subject.modelRef, version),
          )
        : undefined,
      completeness: completeness.get(version),
    });
  }
  return {
    serving: findLastServed(day.filter(isLive)) ?? findLastServed(day),
    versions,
  };
}

/** As a page cuts the same time, or a number beside the verdict would be another. */
function startOf(lengthS: number, endS: number): number {
  const endMs = endS * 1000;
  const span = { fromMs: endMs - lengthS * 1000, untilMs: endMs };
  return cutRange(span, POINTS_MAX, endMs).fromS;
}

function isLive({ replay }: StoredWindow): boolean {
  return !replay;
}

function summarise(windows: readonly StoredWindow[]) {
  const profile = addUpWindows(windows);
  return {
    requests: profile.requests,
    errors: profile.errors,
    failuresUntold: profile.failuresUntold,
    timed: profile.latency.count,
    p95Ms: profile.latencyAt(0.95),
  };
}

async function measureDrifts(
  knex: Knex,
  subject: EnvironmentOfModel,
  {
    numbers,
    limits,
    ...range
  }: {
    fromS: number;
    untilS: number;
    numbers: readonly number[];
    limits: DriftLimits;
  },
): Promise<Map<number, FeatureDrift[]>> {
  const drifts = await findVersionDrifts(
    knex,
    subject.modelRef,
    numbers,
    limits,
  );
  const revisions = [...drifts.values()].map(({ layout }) => layout.revision);
  const stored = await readFeatureCounts(
    knex,
    {
      ...subject,
      ...range,
      bucketS: WHOLE_RANGE_S,
    },
    { revisions: [...new Set(revisions)] },
  );
  return new Map(
    [...drifts].map(([version, drift]) => [
      version,
      drift.decideAll(drift.sum(stored)),
    ]),
  );
}

function qualityOf(windows: readonly StoredWindow[]) {
  return measureQuality(addUpWindows(windows).outcomes);
}

async function findCompleteness(
  knex: Knex,
  subject: EnvironmentOfModel,
  endS: number,
  nowMs: number,
): Promise<Map<number, CompletenessEvidence>> {
  const untilS = endS - COMPLETENESS_DELAY_S;
  const { versions } = await readCompleteness(
    knex,
    {
      ...subject,
      fromMs: (untilS - COMPLETENESS_S) * 1000,
      untilMs: untilS * 1000,
    },
    nowMs,
  );
  return new Map(
    versions
      .filter(({ basis }) => basis !== 'none')
      .map(({ version, stored, expected, basis }) => [
        version,
        {
          stored,
          expected,
          kept:
            basis === 'gateway'
              ? 'requests left a record'
              : 'records that were sent have arrived',
        },
      ]),
  );
}
