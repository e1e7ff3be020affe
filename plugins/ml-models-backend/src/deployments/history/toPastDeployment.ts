import { PastDeployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { toInstant, toOptionalInstant } from '../../databaseInstant';
import { toApproval } from '../approvals/ApprovalColumns';
import { DeploymentRow } from '../DeploymentRow';
import { toHold } from '../hold/HoldColumns';

export function toPastDeployment(row: DeploymentRow): PastDeployment {
  return {
    id: row.id,
    trigger: row.trigger,
    requestedBy: row.requested_by ?? undefined,
    createdAt: toInstant(row.created_at),
    endedAt: toOptionalInstant(row.ended_at),
    approval: toApproval(row),
    hold: toHold(row),
  };
}
