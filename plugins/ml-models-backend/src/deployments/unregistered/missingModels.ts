import { Knex } from 'knex';
import { DatabaseInstant } from '../../databaseInstant';

export interface MissingModelRow {
  model_ref: string;
  /** When a look into the catalog first did not find it. */
  missing_since: DatabaseInstant;
}

/** @returns by model ref, since when it has been missing */
export async function readMissingModels(
  knex: Knex,
): Promise<Map<string, Date>> {
  const rows = await knex<MissingModelRow>('missing_models').select();
  return new Map(rows.map(row => [row.model_ref, new Date(row.missing_since)]));
}

/** Notes that a model is missing, in place of what was noted of it before. */
export async function saveMissingModel(
  knex: Knex,
  row: { model_ref: string; missing_since: Date },
): Promise<void> {
  await knex<MissingModelRow>('missing_models')
    .insert(row)
    .onConflict('model_ref')
    .merge();
}

export async function deleteMissingModel(
  knex: Knex,
  modelRef: string,
): Promise<void> {
  await knex<MissingModelRow>('missing_models')
    .where({ model_ref: modelRef })
    .delete();
}
