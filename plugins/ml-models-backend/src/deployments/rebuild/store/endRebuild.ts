import { Knex } from 'knex';
import { RebuildRow } from '../RebuildRow';

/** Ends a rebuild none of whose models waits or is under way. */
export async function tryEndRebuild(
  knex: Knex,
  id: string,
  now: Date,
): Promise<void> {
  await knex<RebuildRow>('rebuilds')
    .where({ id })
    .whereNull('ended_at')
    .whereNotExists(
      knex('rebuild_models')
        .where({ rebuild_id: id })
        .whereIn('state', ['waiting', 'replacing']),
    )
    .update({ ended_at: now });
}
