import { ApprovalDecision } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { lockDeployment } from './lockDeployment';

export interface DecidedHold {
  id: string;
  decision: ApprovalDecision;
  by: string;
  comment?: string;
  now: Date;
}

/**
 * Decides over a deployment whose canary is held; its worker acts on it.
 *
 * @returns false, having done nothing, if it is not held, or decided already
 */
export async function tryDecideHold(
  knex: Knex,
  { id, decision, by, comment, now }: DecidedHold,
): Promise<boolean> {
  return knex.transaction(async trx => {
    const row = await lockDeployment(trx, id);
    if (
      row?.status !== 'held' ||
      row.hold_decision !== null ||
      row.cancel_requested_at !== null
    ) {
      return false;
    }
    await trx<DeploymentRow>('deployments')
      .where({ id })
      .update({
        hold_decision: decision,
        hold_by: by,
        hold_decided_at: now,
        hold_comment: comment || null,
      });
    return true;
  });
}
