import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { DeploymentRow, targetOf } from '../DeploymentRow';
import { toHold } from '../hold/HoldColumns';
import { toApproval } from './ApprovalColumns';
import { ApprovalNotifier } from './ApprovalNotifier';

/** Tells what has become of a deployment that owners were asked to decide over. */
export async function tellOfOutcome(
  row: DeploymentRow,
  {
    approvalNotifier,
    isUnregistered,
    logger,
    withdrawnBy,
  }: {
    approvalNotifier: ApprovalNotifier;
    isUnregistered?: boolean;
    logger: LoggerService;
    withdrawnBy?: string;
  },
): Promise<void> {
  const { id } = row;
  const held = row.hold_reason ?? undefined;
  const decided = held === undefined ? toApproval(row) : toHold(row);
  try {
    await approvalNotifier.notifyOfOutcome({
      ...targetOf(row),
      deploymentId: id,
      version: row.version ?? 0,
      requestedBy: row.requested_by ?? undefined,
      held,
      decision: decided?.decision,
      decidedBy: decided?.decidedBy,
      comment: decided?.comment,
      withdrawnBy,
      isUnregistered,
    });
  } catch (error) {
    // What was decided stands; its page says so.
    logger.warn(
      `Owners of ${
        row.model_ref
      } could not be told what has become of deployment ${id}: ${
        toError(error).message
      }`,
    );
  }
}
