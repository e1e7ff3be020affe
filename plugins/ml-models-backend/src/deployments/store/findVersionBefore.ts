import { Knex } from 'knex';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';

/** @returns the older version that a deployment of the portal released last, not rolled back from */
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
    .whereNot({ trigger: 'observed' })
    .orderBy('id', 'desc')
    .first();
  return before?.version ?? undefined;
}
