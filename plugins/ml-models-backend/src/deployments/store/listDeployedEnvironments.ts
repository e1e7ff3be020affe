import { Knex } from 'knex';

/** @returns where a model was ever deployed to, or tried to be */
export async function listDeployedEnvironments(
  knex: Knex,
  modelRef: string,
): Promise<string[]> {
  return knex('deployments')
    .where({ model_ref: modelRef })
    .distinct()
    .pluck<string[]>('environment');
}
