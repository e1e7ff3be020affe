import {
  Verdict,
  verdictSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { LiveVersion, LiveVersions, StoppedVersion } from '../LiveVersions';
import { DriftCount } from './countDrift';
import { findStopped, placeKey } from './findStopped';
import { EnvironmentOfModel } from './readEnvironmentEvidence';

export interface StoredVerdict extends EnvironmentOfModel {
  /** The version that served; absent when none did. */
  version?: number;
  verdict: Verdict;
  /** Absent if no input could be judged. */
  drift?: DriftCount;
}

interface VerdictRow {
  model_ref: string;
  environment: string;
  version: number | null;
  verdict: string;
  drifted: number | null;
  features: number | null;
}

/** What verdicts are read from. */
export interface VerdictSource {
  knex: Knex;
  liveVersions: LiveVersions;
  now: Date;
}

/**
 * @returns the verdict on each environment: that on the version that is live there,
 *   or that served there last where somebody else deploys; none on what was stopped
 */
export async function findVerdicts(
  { knex, liveVersions, now }: VerdictSource,
  modelRefs: readonly string[],
): Promise<StoredVerdict[]> {
  const [rows, listed, stopped] = await Promise.all([
    knex('verdicts')
      .whereIn('model_ref', [...modelRefs])
      .select<VerdictRow[]>(),
    liveVersions.list(modelRefs),
    findStopped({ knex, liveVersions }, modelRefs),
  ]);
  const live = new Map(listed.map(it => [placeKey(it), it]));
  return Promise.all(
    rows.map(async row => {
      const verdict = toStoredVerdict(row);
      const stop = stopped.get(placeKey(verdict));
      if (stop) {
        const { modelRef, environment, version } = stop;
        const nothing = notLive(now, describeStop(stop));
        return { modelRef, environment, version, verdict: nothing };
      }
      const expected = live.get(placeKey(verdict));
      return expected && expected.version !== verdict.version
        ? await findVerdictOnLive(knex, expected, now)
        : verdict;
    }),
  );
}

/** @param version - default: the one that is live */
export async function findVerdict(
  source: VerdictSource,
  { modelRef, environment }: EnvironmentOfModel,
  version?: number,
): Promise<Verdict | undefined> {
  const verdicts = await findVerdicts(source, [modelRef]);
  const live = verdicts.find(it => it.environment === environment);
  // The same answer, however one asks for it: it is looked at more often.
  if (version === undefined || live?.version === version) {
    return live?.verdict;
  }
  const row = await source
    .knex('version_verdicts')
    .where({ model_ref: modelRef, environment, version })
    .first<{ verdict: string } | undefined>('verdict');
  const verdict = row && parseVerdict(row.verdict);
  return live?.version === undefined
    ? verdict
    : addNotLive(source.now, verdict, {
        environment,
        version,
        liveVersion: live.version,
      });
}

/** Longer ago, what was said of a version is no news. */
const RECENT_MS = 15 * 60 * 1000;

/**
 * A version that another has taken the place of, or that is tried beside it: what was
 * found of it in the last windows is told as that, and decides nothing.
 */
function addNotLive(
  now: Date,
  verdict: Verdict | undefined,
  place: { environment: string; version: number; liveVersion: number },
): Verdict {
  const { environment, version, liveVersion } = place;
  const isRecent =
    verdict && now.getTime() - Date.parse(verdict.judgedAt) < RECENT_MS;
  const { reasons, ...nothing } = notLive(
    now,
    `Version ${version} is not live in ${environment}: verdicts are of the version that is, ${liveVersion}`,
  );
  return {
    ...nothing,
    ...(isRecent && verdict),
    state: 'unknown',
    reasons: [...reasons, ...(isRecent ? verdict.reasons : [])],
  };
}

function notLive(now: Date, text: string): Verdict {
  return {
    judgedAt: now.toISOString(),
    state: 'unknown',
    reasons: [{ signal: 'not-live', state: 'unknown', text }],
  };
}

function describeStop({ environment, version }: StoppedVersion): string {
  return `Nothing is live in ${environment}: version ${version} was stopped, and requests are refused and counted nowhere`;
}

/** Another version has served last, or most: this one may have been judged beside it. */
async function findVerdictOnLive(
  knex: Knex,
  { modelRef, environment, version, sinceMs }: LiveVersion,
  now: Date,
): Promise<StoredVerdict> {
  const row = await knex('version_verdicts')
    .where({ model_ref: modelRef, environment, version })
    .first<VerdictRow | undefined>();
  const judged = row && toStoredVerdict(row);
  return judged && Date.parse(judged.verdict.judgedAt) > sinceMs
    ? judged
    : { modelRef, environment, version, verdict: notJudgedYet(now, version) };
}

function toStoredVerdict(row: VerdictRow): StoredVerdict {
  return {
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version ?? undefined,
    verdict: parseVerdict(row.verdict),
    drift:
      row.drifted === null || row.features === null
        ? undefined
        : { drifted: row.drifted, features: row.features },
  };
}

/** What can be said of a version before it has been judged. */
export function notJudgedYet(now: Date, version?: number): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text:
          version === undefined
            ? 'Not judged yet'
            : `Version ${version}: not judged yet`,
      },
    ],
    judgedAt: now.toISOString(),
  };
}

/** Where a verdict is going to be stored, if it is the first. */
export async function insertUnjudged(
  trx: Knex.Transaction,
  { modelRef, environment }: EnvironmentOfModel,
  now: Date,
): Promise<void> {
  await trx('verdicts')
    .insert({
      model_ref: modelRef,
      environment,
      state: 'unknown',
      verdict: JSON.stringify(notJudgedYet(now)),
      judged_ms: 0,
      judged_s: 0,
    })
    .onConflict(['model_ref', 'environment'])
    .ignore();
}

export async function saveEnvironmentVerdict(
  trx: Knex.Transaction,
  { modelRef, environment, version, verdict, drift }: StoredVerdict,
  judgedMs: number,
): Promise<void> {
  await trx('verdicts')
    .where({ model_ref: modelRef, environment })
    .update({
      version: version ?? null,
      state: verdict.state,
      verdict: JSON.stringify(verdict),
      drifted: drift?.drifted ?? null,
      features: drift?.features ?? null,
      judged_ms: judgedMs,
    });
}

function parseVerdict(text: string): Verdict {
  return verdictSchema.parse(JSON.parse(text));
}
