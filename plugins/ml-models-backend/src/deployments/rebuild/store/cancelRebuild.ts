import { Knex } from 'knex';
import { RebuildModelRow, RebuildRow } from '../RebuildRow';

/** Gives up the models that wait; does nothing to a rebuild that has ended. */
export async function cancelRebuild(
  knex: Knex,
  id: string,
  by: string,
): Promise<void> {
  await knex.transaction(async trx => {
    const changed = await trx<RebuildRow>('rebuilds')
      .where({ id, ended_at: null, cancelled_by: null })
      .update({ cancelled_by: by });
    if (changed > 0) {
      await trx<RebuildModelRow>('rebuild_models')
        .where({ rebuild_id: id, state: 'waiting' })
        .update({ state: 'cancelled', message: `Cancelled by ${by}` });
    }
  });
}
