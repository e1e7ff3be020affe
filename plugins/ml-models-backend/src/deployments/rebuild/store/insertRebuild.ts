import { Knex } from 'knex';
import { ROWS_PER_INSERT_MAX } from '../../../rowsPerInsert';
import { RebuildModelRow, RebuildRow } from '../RebuildRow';

/** Notes a rebuild with its models, all of which wait. */
export async function insertRebuild(
  knex: Knex,
  row: RebuildRow,
  modelRefs: string[],
): Promise<void> {
  const models = modelRefs.map(
    (modelRef): RebuildModelRow => ({
      rebuild_id: row.id,
      model_ref: modelRef,
      state: 'waiting',
      deployment_id: null,
      message: null,
    }),
  );
  await knex.transaction(async trx => {
    await trx<RebuildRow>('rebuilds').insert(row);
    for (let from = 0; from < models.length; from += ROWS_PER_INSERT_MAX) {
      await trx<RebuildModelRow>('rebuild_models').insert(
        models.slice(from, from + ROWS_PER_INSERT_MAX),
      );
    }
  });
}
