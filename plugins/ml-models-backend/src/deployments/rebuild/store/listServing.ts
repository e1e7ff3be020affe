import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { LiveVersionRow } from '../../DeploymentRow';

/** @returns what serves of each model in an environment, by model ref */
export async function listServing(
  knex: Knex,
  environment: string,
): Promise<LiveVersionRow[]> {
  return knex<LiveVersionRow>('live_versions')
    .where({ environment })
    .orderBy('model_ref');
}

/** @returns where the portal serves models, by name, and how many */
export async function listServingEnvironments(
  knex: Knex,
): Promise<Array<{ name: string; models: number }>> {
  const rows = await knex<LiveVersionRow>('live_versions')
    .whereNot({ runtime: EXTERNAL_RUNTIME })
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
