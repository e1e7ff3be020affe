import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

/**
 * Reads a deployment that the transaction is about to decide over. Race prevented:
 * of two that look at it at once, such as an approval and a cancel, the second
 * sees what the first has made of it. On SQLite transactions wait for each other
 * anyway.
 */
export async function lockDeployment(
  trx: Knex.Transaction,
  id: string,
): Promise<DeploymentRow | undefined> {
  return trx<DeploymentRow>('deployments').where({ id }).forUpdate().first();
}
