import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import type {
  AnsweredTraffic,
  AnsweredWindow,
} from '../../deployments/observed/AnsweredTraffic';
import { FIVE_MINUTES_S } from '../profile/WindowKey';

/** Models per statement: far below the 32,766 parameters of SQLite. */
const MODELS_PER_STATEMENT = 5_000;

/**
 * Each has a request at least, and one version has one in a window: hundreds of
 * requests, whatever the model, and a few hours of a busy one.
 */
const WINDOWS_MAX = 500;

interface WindowRow {
  version: number;
  start_s: number | string;
  requests: number | string;
  first_ms: number | string | null;
}

/** Reads it from the sums of windows and days. */
export class DatabaseAnsweredTraffic implements AnsweredTraffic {
  constructor(private readonly knex: Knex) {}

  async listAnswered(modelRefs: readonly string[], sinceMs: number) {
    const answered: Array<ServingTarget & { lastMs: number }> = [];
    for (let at = 0; at < modelRefs.length; at += MODELS_PER_STATEMENT) {
      const rows = await this.lastAnswers()
        .whereIn('model_ref', modelRefs.slice(at, at + MODELS_PER_STATEMENT))
        .where('last_live_ms', '>=', sinceMs);
      answered.push(
        ...rows.map(row => ({
          modelRef: row.model_ref,
          environment: row.environment,
          lastMs: Number(row.last),
        })),
      );
    }
    return answered;
  }

  async findLastAnswer({ modelRef, environment }: ServingTarget) {
    const [row] = await this.lastAnswers()
      .where({ model_ref: modelRef, environment })
      // 0: replayed ones only.
      .where('last_live_ms', '>', 0);
    return row && Number(row.last);
  }

  async listWindows(
    target: ServingTarget,
    sinceMs: number,
  ): Promise<AnsweredWindow[]> {
    const rows = await this.windowsOf(target, sinceMs)
      .orderBy([{ column: 'start_s', order: 'desc' }, { column: 'version' }])
      .limit(WINDOWS_MAX);
    return rows.map(toWindow);
  }

  async findFirstWindow(
    { version, ...target }: ServingTarget & { version: number },
    sinceMs: number,
  ): Promise<AnsweredWindow | undefined> {
    const [row] = await this.windowsOf(target, sinceMs)
      .where({ version })
      .orderBy('start_s')
      .limit(1);
    return row && toWindow(row);
  }

  private lastAnswers() {
    return this.knex('traffic_days')
      .groupBy('model_ref', 'environment')
      .select<
        { model_ref: string; environment: string; last: number | string }[]
      >('model_ref', 'environment', this.knex.raw('max(last_live_ms) AS last'));
  }

  /** A window has a row for each writer until they are merged. */
  private windowsOf({ modelRef, environment }: ServingTarget, sinceMs: number) {
    return this.knex('profile_windows')
      .where({ model_ref: modelRef, environment, replay: false })
      .whereNot('traffic', 'shadow')
      .where('start_s', '>=', windowAt(Math.max(0, sinceMs)))
      .groupBy('start_s', 'version')
      .select<WindowRow[]>(
        'start_s',
        'version',
        this.knex.raw('sum(requests) AS requests'),
        this.knex.raw('min(first_ms) AS first_ms'),
      );
  }
}

/** @returns where the window of a time starts, in seconds */
function windowAt(timeMs: number): number {
  return Math.floor(timeMs / 1000 / FIVE_MINUTES_S) * FIVE_MINUTES_S;
}

function toWindow(row: WindowRow): AnsweredWindow {
  return {
    version: row.version,
    startS: Number(row.start_s),
    requests: Number(row.requests),
    firstMs: row.first_ms === null ? undefined : Number(row.first_ms),
  };
}
