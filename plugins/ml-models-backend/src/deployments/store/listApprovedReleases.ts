import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

/** @returns the newest versions of a model that were live in an environment with an approval, newest first */
export async function listApprovedReleases(
  knex: Knex,
  { modelRef, environment }: ServingTarget,
  limit: number,
): Promise<number[]> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, environment, approval: 'approved' })
    .whereIn('status', ['live', 'rolled-back'])
    .whereNotNull('version')
    .distinct('version')
    .orderBy('version', 'desc')
    .limit(limit)
    .pluck<number[]>('version');
}
