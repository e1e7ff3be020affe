import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';
import { endQueuedDeployment } from './endQueuedDeployment';

/**
 * Queues a deployment in place of the one that waits at its target, and asks
 * the active one to give up if this is a rollback or a stop.
 *
 * @returns the one whose place it took, as it was
 */
export async function insertDeployment(
  trx: Knex.Transaction,
  row: DeploymentRow,
  steps: StepRow[],
): Promise<DeploymentRow | undefined> {
  const target = { model_ref: row.model_ref, environment: row.environment };
  const superseded = await supersedeQueued(trx, target, row);
  if (row.trigger === 'rollback' || row.trigger === 'stop') {
    await trx<DeploymentRow>('deployments')
      .where({ ...target, slot: 'active' })
      .whereNull('cancel_requested_at')
      .update({
        cancel_requested_at: row.created_at,
        cancel_reason: `Cancelled by the ${row.trigger} ${row.id}`,
      });
  }
  await trx<DeploymentRow>('deployments').insert(row);
  await trx<StepRow>('deployment_steps').insert(steps);
  return superseded;
}

async function supersedeQueued(
  trx: Knex.Transaction,
  target: { model_ref: string; environment: string },
  by: DeploymentRow,
): Promise<DeploymentRow | undefined> {
  const superseded = await trx<DeploymentRow>('deployments')
    .where({ ...target, slot: 'queued' })
    .forUpdate()
    .first();
  if (superseded) {
    await endQueuedDeployment(trx, superseded, {
      status: 'cancelled',
      message: `Superseded by the newer deployment ${by.id} before it ${
        superseded.status === 'queued' ? 'began' : 'went on'
      }`,
      now: new Date(by.created_at),
    });
  }
  return superseded;
}
