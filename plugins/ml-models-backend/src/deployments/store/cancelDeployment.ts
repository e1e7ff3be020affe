import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { cancelOpenSteps } from './insertDeployment';

/**
 * Cancels a deployment that waits, at once; asks the worker of an active one
 * to. Does nothing to one that has ended.
 */
export async function cancelDeploymentRow(
  knex: Knex,
  { id, reason, now }: { id: string; reason: string; now: Date },
): Promise<void> {
  await knex.transaction(async trx => {
    const waited = await trx<DeploymentRow>('deployments')
      .where({ id, slot: 'queued' })
      .update({
        slot: null,
        status: 'cancelled',
        ended_at: now,
        failure: JSON.stringify({ step: 'queued', message: reason }),
      });
    if (waited > 0) {
      await cancelOpenSteps(trx, [id]);
      return;
    }
    await trx<DeploymentRow>('deployments')
      .where({ id, slot: 'active' })
      .whereNull('cancel_requested_at')
      .update({ cancel_requested_at: now, cancel_reason: reason });
  });
}
