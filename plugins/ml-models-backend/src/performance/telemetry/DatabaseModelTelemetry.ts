import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import {
  ModelTelemetry,
  ModelTelemetrySummary,
} from '../../models/ModelTelemetry';
import {
  countDrift,
  findVerdicts,
  StoredVerdict,
} from '../verdict/storedVerdicts';
import { VerdictReader } from '../verdict/VerdictReader';
import { findHourlyTraffic } from './findHourlyTraffic';
import { DAYS_SHOWN, findDailyTraffic, findLastLive } from './findDailyTraffic';

/** Up to so many models are judged while the caller waits: a page about one of them. */
const JUDGED_NOW_MAX = 3;

/** Models per statement: far below the 32,766 parameters of SQLite. */
const MODELS_PER_STATEMENT = 5_000;

const PRODUCTION = 'production';

/** Reads how models do from what is kept by day, by window and by verdict. */
export class DatabaseModelTelemetry implements ModelTelemetry {
  constructor(
    private readonly options: { knex: Knex; verdicts: VerdictReader },
  ) {}

  async summarise(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, ModelTelemetrySummary>> {
    const summaries = new Map<string, ModelTelemetrySummary>();
    for (let i = 0; i < modelRefs.length; i += MODELS_PER_STATEMENT) {
      const some = modelRefs.slice(i, i + MODELS_PER_STATEMENT);
      await this.summariseSome(some, now, summaries);
    }
    return summaries;
  }

  private async summariseSome(
    modelRefs: readonly string[],
    now: Date,
    summaries: Map<string, ModelTelemetrySummary>,
  ): Promise<void> {
    const { knex } = this.options;
    const nowMs = now.getTime();
    const summaryOf = (modelRef: string): ModelTelemetrySummary => {
      const summary = summaries.get(modelRef) ?? {
        requestsPerDay: new Array<number>(DAYS_SHOWN).fill(0),
        environments: new Map(),
      };
      summaries.set(modelRef, summary);
      return summary;
    };
    for (const day of await findDailyTraffic(knex, modelRefs, nowMs)) {
      summaryOf(day.modelRef).requestsPerDay[day.index] += day.requests;
    }
    for (const last of await findLastLive(knex, modelRefs, PRODUCTION)) {
      summaryOf(last.modelRef).lastProductionRequestAt = new Date(last.timeMs);
    }
    for (const judged of await this.judge(modelRefs, nowMs)) {
      const summary = summaryOf(judged.modelRef);
      summary.drift = worstDrift(summary.drift, judged.drift);
      summary.environments.set(judged.environment, {
        verdict: judged.verdict,
        requestsLastHour: 0,
        errorsLastHour: 0,
        invalidRequestsLastHour: 0,
      });
    }
    for (const hour of await findHourlyTraffic(knex, modelRefs, nowMs)) {
      const { environments } = summaryOf(hour.modelRef);
      environments.set(hour.environment, {
        verdict:
          environments.get(hour.environment)?.verdict ?? notJudgedYet(now),
        requestsLastHour: hour.requests,
        errorsLastHour: hour.errors,
        invalidRequestsLastHour: hour.invalidRequests,
      });
    }
  }

  private async judge(
    modelRefs: readonly string[],
    nowMs: number,
  ): Promise<StoredVerdict[]> {
    const { knex, verdicts } = this.options;
    if (modelRefs.length > JUDGED_NOW_MAX) {
      return findVerdicts(knex, modelRefs);
    }
    const seen = await knex('traffic_days')
      .whereIn('model_ref', [...modelRefs])
      .distinct<{ model_ref: string; environment: string }[]>(
        'model_ref',
        'environment',
      );
    const judged: StoredVerdict[] = [];
    for (const { model_ref: modelRef, environment } of seen) {
      const subject = await verdicts.judge({ modelRef, environment }, nowMs);
      judged.push({
        modelRef,
        environment,
        verdict: subject.verdict,
        drift: countDrift(subject.drift),
      });
    }
    return judged;
  }
}

function worstDrift(
  a: StoredVerdict['drift'],
  b: StoredVerdict['drift'],
): StoredVerdict['drift'] {
  if (!a || !b) {
    return a ?? b;
  }
  return b.drifted / b.features > a.drifted / a.features ? b : a;
}

function notJudgedYet(now: Date): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: 'Its first requests have just arrived: it is judged within a minute',
      },
    ],
    judgedAt: now.toISOString(),
  };
}
