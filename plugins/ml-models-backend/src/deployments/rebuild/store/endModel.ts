import { Knex } from 'knex';
import { RebuildModelRow } from '../RebuildRow';

export interface ModelEnd {
  state: 'replaced' | 'failed' | 'skipped' | 'cancelled';
  message: string;
}

/** Notes what has become of one model; does nothing where that is known. */
export async function endModel(
  knex: Knex,
  model: { rebuildId: string; modelRef: string },
  end: ModelEnd,
): Promise<void> {
  await knex<RebuildModelRow>('rebuild_models')
    .where({ rebuild_id: model.rebuildId, model_ref: model.modelRef })
    .whereIn('state', ['waiting', 'replacing'])
    .update({ ...end });
}
