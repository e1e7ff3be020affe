import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

export interface ReleasedVersion {
  version: number;
  approval: DeploymentRow['approval'];
}

/**
 * @param limit - default: all of them
 * @returns the versions of a model that the portal has released in an environment,
 *   newest first, one for each answer to its approval
 */
export async function listReleases(
  knex: Knex,
  { modelRef, environment }: ServingTarget,
  limit?: number,
): Promise<ReleasedVersion[]> {
  const releases = knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, environment })
    .whereIn('status', ['live', 'rolled-back'])
    .whereNotNull('version')
    .whereNot({ trigger: 'observed' })
    .distinct('version', 'approval')
    .orderBy('version', 'desc')
    .select<ReleasedVersion[]>();
  return limit === undefined ? releases : releases.limit(limit);
}
