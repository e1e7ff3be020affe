import {
  Approval,
  ApprovalDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DatabaseInstant, toOptionalInstant } from '../../databaseInstant';

/** What a deployment's row keeps of its approval, for ever. */
export interface ApprovalColumns {
  /** Null: none is needed. */
  approval: 'needed' | ApprovalDecision | null;
  approval_by: string | null;
  approval_at: DatabaseInstant | null;
  approval_comment: string | null;
  /** Id of the deployment that was decided about, where it was an earlier one. */
  approval_from: string | null;
}

export const NO_APPROVAL: ApprovalColumns = {
  approval: null,
  approval_by: null,
  approval_at: null,
  approval_comment: null,
  approval_from: null,
};

export function toApproval(row: ApprovalColumns): Approval | undefined {
  return row.approval === null
    ? undefined
    : {
        required: true,
        decision: row.approval === 'needed' ? undefined : row.approval,
        decidedBy: row.approval_by ?? undefined,
        decidedAt: toOptionalInstant(row.approval_at),
        comment: row.approval_comment ?? undefined,
        carriedFrom: row.approval_from ?? undefined,
      };
}
