import {
  ApprovalDecision,
  Hold,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  DatabaseInstant,
  toInstant,
  toOptionalInstant,
} from '../../databaseInstant';

/** What a deployment's row keeps of how its canary was held, for ever. */
export interface HoldColumns {
  /** What was not measured, and why. Null: it was never held. */
  hold_reason: string | null;
  held_at: DatabaseInstant | null;
  hold_decision: ApprovalDecision | null;
  hold_by: string | null;
  hold_decided_at: DatabaseInstant | null;
  hold_comment: string | null;
}

export const NO_HOLD: HoldColumns = {
  hold_reason: null,
  held_at: null,
  hold_decision: null,
  hold_by: null,
  hold_decided_at: null,
  hold_comment: null,
};

export function toHold(row: HoldColumns): Hold | undefined {
  return row.hold_reason === null || row.held_at === null
    ? undefined
    : {
        reason: row.hold_reason,
        since: toInstant(row.held_at),
        decision: row.hold_decision ?? undefined,
        decidedBy: row.hold_by ?? undefined,
        decidedAt: toOptionalInstant(row.hold_decided_at),
        comment: row.hold_comment ?? undefined,
      };
}
