import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { endQueuedDeployment } from './endQueuedDeployment';
import { lockDeployment } from './lockDeployment';

/**
 * Cancels a deployment that waits, at once; asks the worker of an active one
 * to. Does nothing to one that has ended.
 *
 * @param seen - the deployment as whoever cancels it has seen it
 * @returns false, having done nothing, if its approval was decided since then
 */
export async function tryCancelDeployment(
  knex: Knex,
  { seen, reason, now }: { seen: DeploymentRow; reason: string; now: Date },
): Promise<boolean> {
  return knex.transaction(async trx => {
    const row = await lockDeployment(trx, seen.id);
    if (!row || row.approval !== seen.approval) {
      return false;
    }
    if (row.slot === 'queued') {
      await endQueuedDeployment(trx, row, {
        status: 'cancelled',
        message: reason,
        now,
      });
    } else if (row.slot === 'active' && row.cancel_requested_at === null) {
      await trx<DeploymentRow>('deployments')
        .where({ id: row.id })
        .update({ cancel_requested_at: now, cancel_reason: reason });
    }
    return true;
  });
}
