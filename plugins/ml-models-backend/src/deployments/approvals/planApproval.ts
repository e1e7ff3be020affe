import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { DeploymentRequest } from '../planDeployment';
import { findCarriedApproval } from '../store/findCarriedApproval';
import { ApprovalColumns, NO_APPROVAL } from './ApprovalColumns';
import { ApprovalRule, isApprovalNeeded } from './ApprovalRule';

export interface PlanApprovalOptions {
  database: Knex;
  approvalRules: readonly ApprovalRule[];
}

/**
 * Decides when it is asked for whether a deployment needs an approval: so it is
 * as its requester was told, and a commit that is still to be built cannot lower
 * the risk tier of the model it is built for on the way.
 */
export async function planApproval(
  request: DeploymentRequest,
  { approvalRules, database }: PlanApprovalOptions,
): Promise<ApprovalColumns> {
  const { model, environment } = request;
  if (!isApprovalNeeded(approvalRules, model, environment)) {
    return NO_APPROVAL;
  }
  const earlier = await findCarriedApproval(database, request);
  return earlier
    ? carryApproval(earlier)
    : { ...NO_APPROVAL, approval: 'needed' };
}

/** @returns what is kept of a deployment that goes on with an earlier one's approval */
export function carryApproval(earlier: DeploymentRow): ApprovalColumns {
  return {
    approval: earlier.approval,
    approval_by: earlier.approval_by,
    approval_at: earlier.approval_at,
    approval_comment: earlier.approval_comment,
    approval_from: earlier.approval_from ?? earlier.id,
  };
}
