import { Knex } from 'knex';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';

/** @returns the older version that went live last and was not rolled back from */
export async function findVersionBefore(
  knex: Knex,
  live: LiveVersionRow,
): Promise<number | undefined> {
  const before = await knex<DeploymentRow>('deployments')
    .where({
      model_ref: live.model_ref,
      environment: live.environment,
      status: 'live',
    })
    .where('version', '<', live.version)
    .orderBy('id', 'desc')
    .first();
  return before?.version ?? undefined;
}
