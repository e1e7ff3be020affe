import { Knex } from 'knex';
import { isUniqueViolation } from '../../../isUniqueViolation';
import { DeploymentRow, StepRow } from '../../DeploymentRow';
import { takeTarget } from '../../store/takeTarget';
import { RebuildModelRow } from '../RebuildRow';
import { listOpenRebuilds } from './findRebuilds';

/**
 * Begins the rebuild of one model. Races prevented: of two replicas one begins it, and
 * both together no more than they may.
 *
 * @param options.concurrentMax - models of all rebuilds under way at once
 * @returns false, having done nothing, when it is not its turn
 */
export async function tryBeginModel(
  knex: Knex,
  {
    rebuildId,
    row,
    steps,
    concurrentMax,
  }: {
    rebuildId: string;
    row: DeploymentRow;
    steps: StepRow[];
    concurrentMax: number;
  },
): Promise<boolean> {
  try {
    return await knex.transaction(async trx => {
      await listOpenRebuilds(trx).forUpdate();
      if ((await countReplacing(trx)) >= concurrentMax) {
        return false;
      }
      const begun = await trx<RebuildModelRow>('rebuild_models')
        .where({
          rebuild_id: rebuildId,
          model_ref: row.model_ref,
          state: 'waiting',
        })
        .update({ state: 'replacing', deployment_id: row.id });
      if (begun > 0) {
        await takeTarget(trx, row, steps);
      }
      return begun > 0;
    });
  } catch (error) {
    // A deployment has taken the target since we looked: it goes first.
    if (isUniqueViolation(error)) {
      return false;
    }
    throw error;
  }
}

/** @returns models of all rebuilds that are under way */
export async function countReplacing(knex: Knex): Promise<number> {
  const row = await knex<RebuildModelRow>('rebuild_models')
    .where({ state: 'replacing' })
    .count<{ models: string | number }>({ models: '*' })
    .first();
  return Number(row?.models ?? 0);
}
