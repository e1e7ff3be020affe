import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';
import { endQueuedDeployment } from './endQueuedDeployment';

/** A push of whoever the host does not know. */
const SOMEBODY = 'Somebody';

/** A deployment that takes nobody's place has to come again. */
export class TargetTakenError extends ConflictError {}

export interface DeploymentToInsert {
  row: DeploymentRow;
  steps: StepRow[];
  /** Whether it takes nobody's place; default: it takes that of one that waits. */
  yields?: boolean;
}

/**
 * Queues a deployment in place of the one that waits at its target, and asks
 * the active one to give up if this is a rollback or a stop, or if that is a rebuild.
 *
 * @returns the one whose place it took, as it was
 * @throws ConflictError when a push would take the place of a rollback or a stop
 * @throws TargetTakenError when it yields, and anything is left to be done there
 */
export async function insertDeployment(
  trx: Knex.Transaction,
  { row, steps, yields = false }: DeploymentToInsert,
): Promise<DeploymentRow | undefined> {
  const target = { model_ref: row.model_ref, environment: row.environment };
  if (yields) await assertFree(trx, target);
  // One that has come since is not seen here, but by the index.
  const superseded = yields
    ? undefined
    : await supersedeQueued(trx, target, row);
  await trx<DeploymentRow>('deployments')
    .where({
      ...target,
      slot: 'active',
      // What serves is made anew for nobody who wants something else there.
      ...(isWayBack(row) ? {} : { trigger: 'rebuild' }),
    })
    .whereNull('cancel_requested_at')
    .update({
      cancel_requested_at: row.created_at,
      cancel_reason: describeCancelling(row),
    });
  await trx<DeploymentRow>('deployments').insert(row);
  await trx<StepRow>('deployment_steps').insert(steps);
  return superseded;
}

/**
 * Race prevented: somebody who queues one at the same moment. Either it is seen here, or
 * the index refuses this one, which is tried again and sees it then.
 */
async function assertFree(
  trx: Knex.Transaction,
  target: { model_ref: string; environment: string },
): Promise<void> {
  const other = await trx<DeploymentRow>('deployments')
    .where(target)
    .whereNotNull('slot')
    .orderBy('slot')
    .first();
  if (other) {
    throw new TargetTakenError(
      `Deployment ${other.id} (${other.trigger}) of ${
        other.requested_by ?? SOMEBODY
      } to '${other.environment}' is ${other.status}`,
    );
  }
}

function describeCancelling({
  requested_by: requestedBy,
  trigger,
  version,
}: DeploymentRow): string {
  const who = requestedBy ?? SOMEBODY;
  if (!isWayBack({ trigger })) {
    return `${who} asked for a newer deployment meanwhile`;
  }
  return trigger === 'stop'
    ? `${who} asked to stop what serves there meanwhile`
    : `${who} asked to go back to version ${version} meanwhile`;
}

/** Nobody looks at a push, and somebody wants what is live away. */
function assertMayTakeItsPlace(by: DeploymentRow, queued: DeploymentRow): void {
  if (by.trigger === 'push' && isWayBack(queued)) {
    throw new ConflictError(
      `A ${queued.trigger} in '${queued.environment}' that ${
        queued.requested_by ?? SOMEBODY
      } has asked for has not begun yet, and a push does not take its place: deploy the commit by hand, or push again, once it is done`,
    );
  }
}

function isWayBack({ trigger }: Pick<DeploymentRow, 'trigger'>): boolean {
  return trigger === 'rollback' || trigger === 'stop';
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
    assertMayTakeItsPlace(by, superseded);
    await endQueuedDeployment(trx, superseded, {
      status: 'cancelled',
      message: `Superseded before it ${
        superseded.status === 'queued' ? 'began' : 'went on'
      }: ${by.requested_by ?? SOMEBODY} asked for a newer deployment`,
      now: new Date(by.created_at),
    });
  }
  return superseded;
}
