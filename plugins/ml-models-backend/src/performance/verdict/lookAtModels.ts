import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { LiveVersions } from '../LiveVersions';
import { DAY_S } from '../profile/WindowKey';
import { JudgeModelsOptions } from './judgeModels';
import { lookAtEnvironment } from './lookAtEnvironment';
import { EnvironmentOfModel } from './readEnvironmentEvidence';

/**
 * Environments in one run: each takes some ten queries, and all of a thousand
 * busy models would take minutes. The others wait for the end of the window.
 */
const LOOKS_MAX = 20;

export interface LookAtModelsOptions extends JudgeModelsOptions {
  liveVersions: LiveVersions;
}

interface LookedAt extends EnvironmentOfModel {
  /** 0: never. */
  judgedMs: number;
  judgedS: number;
  version?: number;
  liveVersion?: number;
}

/**
 * Looks at environments that have answered since they were judged: first those
 * whose version was not judged yet, then those that were judged longest ago.
 */
export async function lookAtModels(
  options: LookAtModelsOptions,
): Promise<void> {
  const { evaluation, knex, logger, nowMs, signal } = options;
  let looks = 0;
  for (const subject of await findChanged(options)) {
    if (signal?.aborted || looks >= LOOKS_MAX) return;
    const { modelRef, environment, judgedS, liveVersion } = subject;
    try {
      const thresholds = await options.thresholds.findThresholds(modelRef);
      if (thresholds) {
        looks += 1;
        await lookAtEnvironment({
          knex,
          evaluation,
          thresholds,
          subject: { modelRef, environment },
          liveVersion,
          judgedS,
          nowMs,
        });
      }
    } catch (error) {
      // One model that cannot be looked at must not keep others from it.
      logger.warn(
        `${modelRef} could not be looked at in ${environment}, and will be in half a minute: ${
          toError(error).message
        }`,
      );
    }
  }
}

async function findChanged({
  knex,
  liveVersions,
  nowMs,
}: LookAtModelsOptions): Promise<LookedAt[]> {
  const changed = await listAnsweredSinceJudged(knex, nowMs);
  const live = await liveVersions.list([
    ...new Set(changed.map(({ modelRef }) => modelRef)),
  ]);
  return changed
    .map(subject => ({
      ...subject,
      liveVersion: live.find(
        it =>
          it.modelRef === subject.modelRef &&
          it.environment === subject.environment,
      )?.version,
    }))
    .sort(
      (a, b) =>
        Number(isVersionJudged(a)) - Number(isVersionJudged(b)) ||
        a.judgedMs - b.judgedMs,
    );
}

function isVersionJudged({ version, liveVersion }: LookedAt): boolean {
  return version !== undefined && version === (liveVersion ?? version);
}

async function listAnsweredSinceJudged(
  knex: Knex,
  nowMs: number,
): Promise<LookedAt[]> {
  const yesterday = Math.floor(nowMs / 1000 / DAY_S) - 1;
  const answered = knex('traffic_days')
    .where('day', '>=', yesterday)
    .groupBy('model_ref', 'environment')
    .select('model_ref', 'environment')
    .max({ last_ms: 'last_live_ms' })
    .as('answered');
  const rows: {
    model_ref: string;
    environment: string;
    version: number | null;
    judged_ms: number | string | null;
    judged_s: number | string | null;
  }[] = await knex
    .from(answered)
    .leftJoin('verdicts', function sameEnvironment() {
      this.on('verdicts.model_ref', 'answered.model_ref').andOn(
        'verdicts.environment',
        'answered.environment',
      );
    })
    .whereRaw('answered.last_ms > coalesce(verdicts.judged_ms, 0)')
    .select(
      'answered.model_ref',
      'answered.environment',
      'verdicts.version',
      'verdicts.judged_ms',
      'verdicts.judged_s',
    );
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version ?? undefined,
    judgedMs: Number(row.judged_ms ?? 0),
    judgedS: Number(row.judged_s ?? 0),
  }));
}
