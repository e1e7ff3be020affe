import { Knex } from 'knex';
import {
  ModelTelemetry,
  ModelTelemetrySummary,
} from '../../models/ModelTelemetry';
import { LiveVersions } from '../LiveVersions';
import { DriftCount } from '../verdict/countDrift';
import { findVerdicts, notJudgedYet } from '../verdict/storedVerdicts';
import { findHourlyTraffic } from './findHourlyTraffic';
import { DAYS_SHOWN, findDailyTraffic, findRecorded } from './findDailyTraffic';

/** Models per statement: far below the 32,766 parameters of SQLite. */
const MODELS_PER_STATEMENT = 5_000;

/** Reads how models do from what is kept by day, by window and by verdict. */
export class DatabaseModelTelemetry implements ModelTelemetry {
  constructor(
    private readonly knex: Knex,
    private readonly liveVersions: LiveVersions,
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
    const { knex, liveVersions } = this;
    const nowMs = now.getTime();
    const summaryOf = (modelRef: string): ModelTelemetrySummary => {
      const summary = summaries.get(modelRef) ?? {
        requestsPerDay: new Array<number>(DAYS_SHOWN).fill(0),
        lastLiveRequestAt: new Map(),
        requestsRecorded: new Map(),
        environments: new Map(),
      };
      summaries.set(modelRef, summary);
      return summary;
    };
    const [days, everRecorded, verdicts, hours] = await Promise.all([
      findDailyTraffic(knex, modelRefs, nowMs),
      findRecorded(knex, modelRefs),
      findVerdicts({ knex, liveVersions, now }, modelRefs),
      findHourlyTraffic(knex, modelRefs, nowMs),
    ]);
    for (const day of days) {
      summaryOf(day.modelRef).requestsPerDay[day.index] += day.requests;
    }
    for (const recorded of everRecorded) {
      const { environment, requests, lastLiveMs } = recorded;
      const summary = summaryOf(recorded.modelRef);
      summary.requestsRecorded.set(environment, requests);
      if (lastLiveMs !== undefined) {
        summary.lastLiveRequestAt.set(environment, new Date(lastLiveMs));
      }
    }
    for (const judged of verdicts) {
      const summary = summaryOf(judged.modelRef);
      summary.drift = worstDrift(summary.drift, judged.drift);
      summary.environments.set(judged.environment, {
        verdict: judged.verdict,
        requestsLastHour: 0,
        errorsLastHour: 0,
        invalidRequestsLastHour: 0,
      });
    }
    for (const hour of hours) {
      const { environments } = summaryOf(hour.modelRef);
      environments.set(hour.environment, {
        verdict:
          environments.get(hour.environment)?.verdict ?? notJudgedYet(now),
        requestsLastHour: hour.requests,
        errorsLastHour: hour.errors,
        invalidRequestsLastHour: hour.invalidRequests,
        failuresUntoldLastHour: hour.failuresUntold || undefined,
      });
    }
  }
}

function worstDrift(
  a: DriftCount | undefined,
  b: DriftCount | undefined,
): DriftCount | undefined {
  if (!a || !b) {
    return a ?? b;
  }
  return b.drifted / b.features > a.drifted / a.features ? b : a;
}
