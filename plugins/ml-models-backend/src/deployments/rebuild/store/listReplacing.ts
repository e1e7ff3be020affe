import { Knex } from 'knex';
import { DeploymentRow } from '../../DeploymentRow';

/** @returns the deployments of a rebuild's models that were under way when last looked at */
export async function listReplacing(
  knex: Knex,
  rebuildId: string,
): Promise<DeploymentRow[]> {
  return knex<DeploymentRow>('deployments').whereIn(
    'id',
    knex('rebuild_models')
      .where({ rebuild_id: rebuildId, state: 'replacing' })
      .select('deployment_id'),
  );
}
