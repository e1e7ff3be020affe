import { Knex } from 'knex';

/**
 * Gives what was observed of a model the commits of versions that were registered
 * after they had answered.
 */
export async function linkObservedCommits(
  knex: Knex,
  modelRef: string,
): Promise<void> {
  const registered = (column: Knex.Raw | string) =>
    knex('versions')
      .select(column)
      .whereRaw('versions.model_ref = deployments.model_ref')
      .whereRaw('versions.version = deployments.version')
      .whereNotNull('versions.commit');
  await knex('deployments')
    .where({ model_ref: modelRef, trigger: 'observed', status: 'live' })
    .whereNull('commit')
    .whereExists(registered(knex.raw('1')))
    .update({ commit: registered('versions.commit') });
}
