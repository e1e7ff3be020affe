import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { ModelThresholds } from '../drift/driftLimits';
import { EvaluationSource } from '../EvaluationSource';
import { DAY_S, FIVE_MINUTES_S } from '../profile/WindowKey';
import { judgeWindow } from './judgeWindow';
import { EnvironmentOfModel } from './readEnvironmentEvidence';
import { WINDOWS_TO_ENTER } from './SignalState';

/** As far back as a verdict looks. */
const LOOKED_AT_DAYS = 8;

/** Records are on their way for about a second, and ten through a Collector. */
const CLOSED_AFTER_S = 30;

/**
 * Windows that are judged after all when nobody did at their time, an hour of
 * them; of those before it is only known that nobody looked.
 */
const CAUGHT_UP_MAX = 12;

/** What a model is judged by. */
export interface ThresholdSource {
  /**
   * @returns undefined for a model that is not there: it is not judged
   * @throws while it is not known; the model is judged later
   */
  findThresholds(modelRef: string): Promise<ModelThresholds | undefined>;
}

export interface JudgeModelsOptions {
  knex: Knex;
  evaluation: EvaluationSource;
  thresholds: ThresholdSource;
  logger: LoggerService;
  nowMs: number;
  signal?: AbortSignal;
}

/**
 * Judges each closed window of each environment once, however many replicas do.
 * An environment that has fallen silent is judged until that is known.
 */
export async function judgeModels(options: JudgeModelsOptions): Promise<void> {
  const { knex, logger, nowMs, signal } = options;
  const closedS = lastClosed(nowMs);
  for (const { judgedS, ...subject } of await findSubjects(knex, nowMs)) {
    if (signal?.aborted) return;
    try {
      await catchUp(options, subject, { judgedS, closedS });
    } catch (error) {
      // One model that cannot be judged must not keep others from it.
      logger.warn(
        `${subject.modelRef} could not be judged in ${
          subject.environment
        }, and will be in a minute: ${toError(error).message}`,
      );
    }
  }
}

function lastClosed(nowMs: number): number {
  const untilS = nowMs / 1000 - CLOSED_AFTER_S;
  return Math.floor(untilS / FIVE_MINUTES_S) * FIVE_MINUTES_S;
}

async function catchUp(
  options: JudgeModelsOptions,
  subject: EnvironmentOfModel,
  { judgedS, closedS }: { judgedS: number; closedS: number },
): Promise<void> {
  const thresholds =
    judgedS < closedS
      ? await options.thresholds.findThresholds(subject.modelRef)
      : undefined;
  if (!thresholds) {
    return;
  }
  const firstS = Math.max(
    judgedS + FIVE_MINUTES_S,
    closedS - (windowsLookedAt(judgedS) - 1) * FIVE_MINUTES_S,
  );
  let beforeS = judgedS;
  for (let endS = firstS; endS <= closedS; endS += FIVE_MINUTES_S) {
    const window = {
      subject,
      thresholds,
      endS,
      judgedS: beforeS,
      // A first look at records of the past may see what was before the version.
      seenS: judgedS === 0 ? Math.floor(options.nowMs / 1000) : endS,
    };
    if (
      options.signal?.aborted ||
      !(await judgeWindow({ ...options, ...window }))
    ) {
      return;
    }
    beforeS = endS;
  }
}

/** Records of the past, replayed or imported, are as good as those of three looks. */
function windowsLookedAt(judgedS: number): number {
  return judgedS === 0 ? WINDOWS_TO_ENTER : CAUGHT_UP_MAX;
}

async function findSubjects(
  knex: Knex,
  nowMs: number,
): Promise<Array<EnvironmentOfModel & { judgedS: number }>> {
  const today = Math.floor(nowMs / 1000 / DAY_S);
  const busy = knex('traffic_days')
    .where('day', '>', today - LOOKED_AT_DAYS)
    .select('model_ref', 'environment');
  const judged = knex('verdicts')
    .whereNot('state', 'unknown')
    .select('model_ref', 'environment');
  const rows: {
    model_ref: string;
    environment: string;
    judged_s: number | string | null;
  }[] = await knex
    .from(busy.union([judged]).as('subjects'))
    .leftJoin('verdicts', function sameEnvironment() {
      this.on('verdicts.model_ref', 'subjects.model_ref').andOn(
        'verdicts.environment',
        'subjects.environment',
      );
    })
    .select('subjects.model_ref', 'subjects.environment', 'verdicts.judged_s');
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    judgedS: Number(row.judged_s ?? 0),
  }));
}
