import { Knex } from 'knex';

/** @returns where a model has ever answered, shadows aside */
export async function listRecordedEnvironments(
  knex: Knex,
  modelRef: string,
): Promise<string[]> {
  return knex('traffic_days')
    .where({ model_ref: modelRef })
    .distinct()
    .pluck<string[]>('environment');
}
