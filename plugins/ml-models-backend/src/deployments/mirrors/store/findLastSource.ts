import { Knex } from 'knex';
import { DeploymentRow } from '../../DeploymentRow';

/** @returns where the code was that a model was built from last */
export async function findLastSource(
  knex: Knex,
  modelRef: string,
): Promise<string | undefined> {
  const built = await knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef })
    .whereNotNull('source_location')
    .orderBy('created_at', 'desc')
    .first('source_location');
  return built?.source_location ?? undefined;
}
