import {
  FeatureDrift,
  Verdict,
  verdictSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { EnvironmentOfModel } from './readEnvironmentEvidence';

/** Inputs that have drifted, of those that could be judged. */
export interface DriftCount {
  drifted: number;
  features: number;
}

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

/** @returns the verdict on each environment: that on the version that serves there */
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
    version: row.version ?? undefined,
    verdict: parseVerdict(row.verdict),
    drift:
      row.drifted === null || row.features === null
        ? undefined
        : { drifted: row.drifted, features: row.features },
  }));
}

/** @param version - default: the one that serves */
export async function findVerdict(
  knex: Knex,
  { modelRef, environment }: EnvironmentOfModel,
  version?: number,
): Promise<Verdict | undefined> {
  const key = { model_ref: modelRef, environment };
  const row =
    version === undefined
      ? await knex('verdicts').where(key).first<{ verdict: string }>('verdict')
      : await knex('version_verdicts')
          .where({ ...key, version })
          .first<{ verdict: string }>('verdict');
  return row && parseVerdict(row.verdict);
}

/** What can be said of a version before a window of it has been judged. */
export function notJudgedYet(now: Date): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: 'It is judged once five minutes with requests have passed',
      },
    ],
    judgedAt: now.toISOString(),
  };
}

export function countDrift(
  drift: readonly FeatureDrift[],
): DriftCount | undefined {
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

function parseVerdict(text: string): Verdict {
  return verdictSchema.parse(JSON.parse(text));
}
