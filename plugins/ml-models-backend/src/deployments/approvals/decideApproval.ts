import { ConflictError } from '@backstage/errors';
import {
  DecideApproval,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toOptionalInstant } from '../../databaseInstant';
import { DeploymentRow, failureOf, targetOf } from '../DeploymentRow';
import { describeServing } from '../describeServing';
import { tryDecideDeployment } from '../store/decideDeployment';
import { getDeploymentRow } from '../store/findDeployments';
import { assertOfModel } from './assertOfModel';
import { assertSomebodyElse } from './assertSomebodyElse';

export interface ApprovalToDecide extends DecideApproval {
  id: string;
  /** The model at which the caller may approve. */
  modelRef: string;
  /** Entity ref of the user who decides. */
  by: string;
}

/**
 * Approves or rejects a deployment that waits; again, the same person is told the
 * same.
 *
 * @returns whether this decided it; false: it was decided so before
 * @throws NotFoundError, NotAllowedError, ConflictError
 */
export async function decideApproval(
  asked: ApprovalToDecide,
  { database, now }: { database: Knex; now: () => Date },
): Promise<boolean> {
  const { id, modelRef, by } = asked;
  const row = await getDeploymentRow(database, id);
  assertOfModel(row, modelRef);
  if (row.approval === null) {
    throw new ConflictError(`Deployment ${id} needs no approval`);
  }
  assertSomebodyElse(row, by);
  const stillServing = await describeServing(database, targetOf(row));
  const decided = await tryDecideDeployment(database, {
    ...asked,
    stillServing,
    now: now(),
  });
  if (!decided) {
    assertDecidedSo(await getDeploymentRow(database, id), asked);
  }
  return decided;
}

function assertDecidedSo(row: DeploymentRow, asked: ApprovalToDecide): void {
  if (row.approval_by !== asked.by || row.approval !== asked.decision) {
    throw new ConflictError(describeConflict(row));
  }
}

function describeConflict(row: DeploymentRow): string {
  if (row.approval !== 'needed') {
    return `Deployment ${row.id} was ${row.approval} by ${
      row.approval_by
    } at ${toOptionalInstant(row.approval_at)} already`;
  }
  if (isFinalDeploymentStatus(row.status)) {
    const message = failureOf(row)?.message;
    return `Deployment ${row.id} waits for nobody any more, it is ${
      row.status
    }${message ? `: ${message}` : ''}`;
  }
  return `Deployment ${row.id} has not come to its approval yet, it is ${row.status}: wait until it asks for it`;
}
