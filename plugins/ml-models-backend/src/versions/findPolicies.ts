import { Knex } from 'knex';
import type { RecordPolicy } from '../inference/ModelPolicySource';
import { loggingPolicyOf, VersionRow } from './VersionRow';

/** @returns of those of the versions that one is stored with */
export async function listPolicies(
  knex: Knex,
  modelRef: string,
  versions: readonly number[],
): Promise<RecordPolicy[]> {
  const rows = await knex<VersionRow>('versions')
    .where({ model_ref: modelRef })
    .whereIn('version', [...versions])
    .select('logging_policy');
  return rows.flatMap(row => loggingPolicyOf(row) ?? []);
}

/** @returns of the newest version that one is stored with */
export async function findNewestPolicy(
  knex: Knex,
  modelRef: string,
): Promise<RecordPolicy | undefined> {
  const row = await knex<VersionRow>('versions')
    .where({ model_ref: modelRef })
    .whereNotNull('logging_policy')
    .orderBy('version', 'desc')
    .first('logging_policy');
  return row && loggingPolicyOf(row);
}
