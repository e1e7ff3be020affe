import { Knex } from 'knex';
import { DAY_S } from '../profile/WindowKey';
import { saveVerdict } from './storedVerdicts';
import { VerdictReader, VerdictSubject } from './VerdictReader';

/** As far back as a verdict looks. */
const LOOKED_AT_DAYS = 8;

export interface JudgeModelsOptions {
  knex: Knex;
  verdicts: VerdictReader;
  nowMs: number;
  signal?: AbortSignal;
}

/**
 * Judges each environment of each model anew, so that lists of many models
 * read one row for each. One that has fallen silent is judged until it is
 * known to be.
 */
export async function judgeModels(options: JudgeModelsOptions): Promise<void> {
  const { knex, verdicts, nowMs, signal } = options;
  for (const subject of await findSubjects(knex, nowMs)) {
    if (signal?.aborted) return;
    await saveVerdict(knex, subject, await verdicts.judge(subject, nowMs));
  }
}

async function findSubjects(
  knex: Knex,
  nowMs: number,
): Promise<VerdictSubject[]> {
  const today = Math.floor(nowMs / 1000 / DAY_S);
  const busy = knex('traffic_days')
    .where('day', '>', today - LOOKED_AT_DAYS)
    .select('model_ref', 'environment');
  const judged = knex('verdicts')
    .whereNot('state', 'unknown')
    .select('model_ref', 'environment');
  const rows: { model_ref: string; environment: string }[] = await busy.union([
    judged,
  ]);
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
  }));
}
