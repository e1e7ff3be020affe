import { Knex } from 'knex';

/** @returns those of the deployments before which their version was live in their environment already */
export async function listReleasedBefore(
  knex: Knex,
  deploymentIds: string[],
): Promise<string[]> {
  return knex('deployments')
    .whereIn('deployments.id', deploymentIds)
    .whereExists(
      knex('deployments as earlier')
        .select(knex.raw('1'))
        .whereRaw('earlier.model_ref = deployments.model_ref')
        .whereRaw('earlier.environment = deployments.environment')
        .whereRaw('earlier.version = deployments.version')
        .whereRaw('earlier.id < deployments.id')
        .whereIn('earlier.status', ['live', 'rolled-back']),
    )
    .pluck<string[]>('deployments.id');
}
