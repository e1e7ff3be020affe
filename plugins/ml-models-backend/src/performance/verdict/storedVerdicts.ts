import {
  Verdict,
  verdictSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { JudgedSubject, VerdictSubject } from './VerdictReader';

export interface StoredVerdict {
  modelRef: string;
  environment: string;
  verdict: Verdict;
  /** Inputs that have drifted, of those that could be judged; absent if none could. */
  drift?: { drifted: number; features: number };
}

interface VerdictRow {
  model_ref: string;
  environment: string;
  verdict: string;
  drifted: number | null;
  features: number | null;
}

export async function saveVerdict(
  knex: Knex,
  { modelRef, environment }: VerdictSubject,
  judged: JudgedSubject,
): Promise<void> {
  const drift = countDrift(judged.drift);
  await knex('verdicts')
    .insert({
      model_ref: modelRef,
      environment,
      version: judged.version ?? null,
      state: judged.verdict.state,
      verdict: JSON.stringify(judged.verdict),
      drifted: drift?.drifted ?? null,
      features: drift?.features ?? null,
      judged_ms: Date.parse(judged.verdict.judgedAt),
    })
    .onConflict(['model_ref', 'environment'])
    .merge();
}

export async function findVerdicts(
  knex: Knex,
  modelRefs: readonly string[],
): Promise<StoredVerdict[]> {
  const rows = await knex('verdicts')
    .whereIn('model_ref', [...modelRefs])
    .select<VerdictRow[]>();
  return rows.map(row => ({
    modelRef: row.model_ref,
    environment: row.environment,
    verdict: verdictSchema.parse(JSON.parse(row.verdict)),
    drift:
      row.drifted === null || row.features === null
        ? undefined
        : { drifted: row.drifted, features: row.features },
  }));
}

export function countDrift(
  drift: JudgedSubject['drift'],
): StoredVerdict['drift'] {
  const decided = drift.filter(
    ({ role, decision }) => role === 'input' && decision !== 'unknown',
  );
  return decided.length === 0
    ? undefined
    : {
        drifted: decided.filter(({ decision }) => decision === 'drift').length,
        features: decided.length,
      };
}
