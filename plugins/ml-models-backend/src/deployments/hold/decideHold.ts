import { ConflictError } from '@backstage/errors';
import { isFinalDeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toOptionalInstant } from '../../databaseInstant';
import { assertOfModel } from '../approvals/assertOfModel';
import { assertSomebodyElse } from '../approvals/assertSomebodyElse';
import { ApprovalToDecide } from '../approvals/decideApproval';
import { DeploymentRow, failureOf } from '../DeploymentRow';
import { tryDecideHold } from '../store/decideHold';
import { getDeploymentRow } from '../store/findDeployments';

/**
 * Releases a deployment whose canary is held, or puts it back; again, the same
 * person is told the same.
 *
 * @returns whether this decided it; false: it was decided so before
 * @throws NotFoundError, NotAllowedError, ConflictError
 */
export async function decideHold(
  asked: ApprovalToDecide,
  { database, now }: { database: Knex; now: () => Date },
): Promise<boolean> {
  const { id, modelRef, by } = asked;
  const row = await getDeploymentRow(database, id);
  assertOfModel(row, modelRef);
  assertSomebodyElse(row, by);
  const decided = await tryDecideHold(database, { ...asked, now: now() });
  if (!decided) {
    assertDecidedSo(await getDeploymentRow(database, id), asked);
  }
  return decided;
}

function assertDecidedSo(row: DeploymentRow, asked: ApprovalToDecide): void {
  if (row.hold_by !== asked.by || row.hold_decision !== asked.decision) {
    throw new ConflictError(describeConflict(row));
  }
}

function describeConflict(row: DeploymentRow): string {
  if (row.hold_decision !== null) {
    return `Deployment ${row.id} was ${
      row.hold_decision === 'approved' ? 'released' : 'put back'
    } by ${row.hold_by} at ${toOptionalInstant(row.hold_decided_at)} already`;
  }
  if (isFinalDeploymentStatus(row.status)) {
    const message = failureOf(row)?.message;
    return `Deployment ${row.id} is held no more, it is ${row.status}${
      message ? `: ${message}` : ''
    }`;
  }
  return row.cancel_requested_at === null
    ? `Deployment ${row.id} is not held, it is ${row.status}: there is nothing to decide`
    : `Deployment ${row.id} is being cancelled: ${row.cancel_reason}`;
}
