import { Knex } from 'knex';
import { LiveVersionRow } from '../../DeploymentRow';

/** @returns refs of the models that serve in an environment, in order */
export async function listServingModels(
  knex: Knex,
  environment: string,
): Promise<string[]> {
  return knex<LiveVersionRow>('live_versions')
    .where({ environment })
    .orderBy('model_ref')
    .pluck('model_ref');
}

/** @returns where models serve, by name, and how many */
export async function listServingEnvironments(
  knex: Knex,
): Promise<Array<{ name: string; models: number }>> {
  const rows = await knex<LiveVersionRow>('live_versions')
    .groupBy('environment')
    .orderBy('environment')
    .select('environment')
    .count<Array<{ environment: string; models: string | number }>>({
      models: '*',
    });
  return rows.map(({ environment, models }) => ({
    name: environment,
    models: Number(models),
  }));
}
