import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

export interface ReleasedVersion {
  environment: string;
  version: number;
  approval: DeploymentRow['approval'];
}

/** @returns the versions of a model that were live in an environment, one for each answer to its approval */
export async function listReleases(
  knex: Knex,
  modelRef: string,
  environments: string[],
): Promise<ReleasedVersion[]> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef })
    .whereIn('environment', environments)
    .whereIn('status', ['live', 'rolled-back'])
    .whereNotNull('version')
    .distinct('environment', 'version', 'approval')
    .orderBy(['environment', 'version'])
    .select<ReleasedVersion[]>();
}
