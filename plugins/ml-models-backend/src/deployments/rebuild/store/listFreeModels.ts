import { Knex } from 'knex';

/**
 * @returns refs of models of a rebuild that wait, and whose target nothing else has, by
 *   ref; one that waits for its approval may do so for days, and changes nothing
 *   meanwhile
 */
export async function listFreeModels(
  knex: Knex,
  rebuild: { id: string; environment: string },
  limit: number,
): Promise<string[]> {
  return knex('rebuild_models as waiting')
    .where({ rebuild_id: rebuild.id, state: 'waiting' })
    .whereNotExists(
      knex('deployments as open')
        .whereRaw('open.model_ref = waiting.model_ref')
        .where('open.environment', rebuild.environment)
        .whereNotNull('open.slot')
        .where(busy =>
          busy
            .where('open.slot', 'active')
            .orWhereNot('open.status', 'awaiting-approval'),
        ),
    )
    .orderBy('model_ref')
    .limit(limit)
    .pluck<string[]>('model_ref');
}
