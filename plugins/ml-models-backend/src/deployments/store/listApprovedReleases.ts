import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

/** @returns the versions of a model that were live in an environment with an approval */
export async function listApprovedReleases(
  knex: Knex,
  modelRef: string,
  environments: string[],
): Promise<Array<{ environment: string; version: number }>> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, approval: 'approved' })
    .whereIn('environment', environments)
    .whereIn('status', ['live', 'rolled-back'])
    .whereNotNull('version')
    .distinct('environment', 'version')
    .orderBy(['environment', 'version'])
    .select<Array<{ environment: string; version: number }>>();
}
