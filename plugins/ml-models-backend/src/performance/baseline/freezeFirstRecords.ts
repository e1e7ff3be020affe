import { Knex } from 'knex';
import { UNMERGED } from '../profile/spanRows';
import { VersionKey } from './baselines';
import { FirstRecordSource } from './FirstRecordSource';
import { freezeBaseline } from './freezeBaseline';

/**
 * Records that stand in for a reference: twice what a decision needs, so that
 * chance in them is no larger than in the window.
 */
export const FIRST_RECORDS = 1_000;

export interface FreezeFirstRecordsOptions {
  knex: Knex;
  records: FirstRecordSource;
  /** Answers of a version when too few of its bodies were found. Kept for the next run. */
  tried: Map<string, number>;
  signal?: AbortSignal;
}

/**
 * Freezes a baseline for each version that came without reference rows and has
 * answered often enough. Its first records are the baseline; they, and what came
 * until now, are counted in no bin.
 */
export async function freezeFirstRecords(
  options: FreezeFirstRecordsOptions,
): Promise<void> {
  const { knex, records, tried, signal } = options;
  for (const candidate of await findCandidates(knex)) {
    if (signal?.aborted) return;
    const { sinceMs, answered } = await countAnswers(knex, candidate);
    const key = JSON.stringify(candidate);
    const answeredMin = Math.max(FIRST_RECORDS, 2 * (tried.get(key) ?? 0));
    if (answered >= answeredMin) {
      tried.set(key, answered);
      const rows = await records.read({
        ...candidate,
        sinceMs,
        limit: FIRST_RECORDS,
      });
      // Fewer where bodies are sampled out: as many answers again are waited for.
      if (rows.length === FIRST_RECORDS) {
        await knex.transaction(trx =>
          freezeBaseline(trx, {
            ...candidate,
            source: 'first-records',
            signature: { inputs: [], outputs: [] },
            rows,
          }),
        );
      }
    }
  }
}

/** Versions without a baseline that have answered of late. */
async function findCandidates(knex: Knex): Promise<VersionKey[]> {
  const rows = await knex({ w: 'profile_windows' })
    .leftJoin({ b: 'baselines' }, join => {
      join.on('b.model_ref', 'w.model_ref').on('b.version', 'w.version');
    })
    .whereRaw(`w.${UNMERGED}`)
    .whereNull('b.version')
    .distinct<{ model_ref: string; version: number }[]>(
      'w.model_ref',
      'w.version',
    );
  return rows.map(row => ({ modelRef: row.model_ref, version: row.version }));
}

/** @returns when the version answered first, and how often it has */
async function countAnswers(
  knex: Knex,
  { modelRef, version }: VersionKey,
): Promise<{ sinceMs: number; answered: number }> {
  const row = await knex('profile_windows')
    .where({ model_ref: modelRef, version })
    .min({ start: 'start_s' })
    .sum({
      requests: 'requests',
      errors: 'errors',
      invalid: 'invalid_requests',
    })
    .first();
  const answered =
    Number(row?.requests ?? 0) -
    Number(row?.errors ?? 0) -
    Number(row?.invalid ?? 0);
  return { sinceMs: Number(row?.start ?? 0) * 1000, answered };
}
