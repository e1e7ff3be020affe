import { Knex } from 'knex';
import {
  DeploymentFailureRecord,
  DeploymentRow,
  StepRow,
} from '../DeploymentRow';

export interface QueuedEnd extends Omit<DeploymentFailureRecord, 'step'> {
  status: 'cancelled' | 'rejected';
  now: Date;
}

/** Ends a deployment that no worker drives. Nothing of it runs. */
export async function endQueuedDeployment(
  trx: Knex.Transaction,
  row: DeploymentRow,
  end: QueuedEnd,
): Promise<void> {
  const { status, now, ...failure } = end;
  const step = row.current_step ?? 'queued';
  await trx<DeploymentRow>('deployments')
    .where({ id: row.id })
    .update({
      slot: null,
      status,
      ended_at: now,
      failure: JSON.stringify({ step, ...failure }),
    });
  const steps = trx<StepRow>('deployment_steps').where({
    deployment_id: row.id,
  });
  await steps
    .clone()
    .where({ status: 'running' })
    .update({ ended_at: now, message: failure.message });
  await steps
    .clone()
    .whereIn('status', ['pending', 'running'])
    .update({ status: 'cancelled' });
}
