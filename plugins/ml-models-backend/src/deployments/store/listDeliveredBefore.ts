import { Knex } from 'knex';

/**
 * @returns those of the deployments that brought no new change: before which their
 *   version was live in their environment already, or whose version a retrain has built
 *   of a commit that was
 */
export async function listDeliveredBefore(
  knex: Knex,
  deploymentIds: string[],
): Promise<string[]> {
  const ofSameVersion = () =>
    knex('deployments as other')
      .select(knex.raw('1'))
      .whereRaw('other.model_ref = deployments.model_ref')
      .whereRaw('other.version = deployments.version');
  return knex('deployments')
    .whereIn('deployments.id', deploymentIds)
    .where(brings =>
      brings
        .whereExists(
          ofSameVersion()
            .whereRaw('other.environment = deployments.environment')
            .whereRaw('other.id < deployments.id')
            .whereIn('other.status', ['live', 'rolled-back']),
        )
        .orWhereExists(ofSameVersion().whereNotNull('other.retrain')),
    )
    .pluck<string[]>('deployments.id');
}
