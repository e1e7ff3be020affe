import {
  ApprovalDecision,
  APPROVE_STEP,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { endQueuedDeployment } from './endQueuedDeployment';
import { lockDeployment } from './lockDeployment';
import { endStep } from './steps';

export interface DecidedApproval {
  id: string;
  decision: ApprovalDecision;
  by: string;
  comment?: string;
  /** What answers requests if this is a no. */
  stillServing: string;
  now: Date;
}

/**
 * Decides over a deployment that waits for it: a worker goes on with one that was
 * approved, and one that was rejected has ended.
 *
 * @returns false, having done nothing, if it does not wait
 */
export async function tryDecideDeployment(
  knex: Knex,
  decided: DecidedApproval,
): Promise<boolean> {
  return knex.transaction(async trx => {
    const row = await lockDeployment(trx, decided.id);
    if (row?.status !== 'awaiting-approval' || row.approval !== 'needed') {
      return false;
    }
    await noteDecision(trx, decided);
    if (decided.decision === 'rejected') {
      await endQueuedDeployment(trx, row, {
        status: 'rejected',
        message: describeDecision(decided),
        stillServing: decided.stillServing,
        now: decided.now,
      });
    }
    return true;
  });
}

async function noteDecision(
  trx: Knex.Transaction,
  decided: DecidedApproval,
): Promise<void> {
  const { id, decision, by, comment, now } = decided;
  await trx<DeploymentRow>('deployments')
    .where({ id })
    .update({
      approval: decision,
      approval_by: by,
      approval_at: now,
      approval_comment: comment || null,
    });
  if (decision === 'approved') {
    await endStep(
      trx,
      { deploymentId: id, name: APPROVE_STEP },
      { status: 'succeeded', message: describeDecision(decided), now },
    );
  }
}

function describeDecision({ decision, by, comment }: DecidedApproval): string {
  const who = `${decision === 'approved' ? 'Approved' : 'Rejected'} by ${by}`;
  return comment ? `${who}: ${comment}` : who;
}
