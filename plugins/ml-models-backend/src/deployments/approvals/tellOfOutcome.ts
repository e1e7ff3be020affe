import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { DeploymentRow, targetOf } from '../DeploymentRow';
import { ApprovalNotifier } from './ApprovalNotifier';

/** Tells what has become of a deployment that owners were asked to approve. */
export async function tellOfOutcome(
  row: DeploymentRow,
  {
    approvalNotifier,
    logger,
    withdrawnBy,
  }: {
    approvalNotifier: ApprovalNotifier;
    logger: LoggerService;
    withdrawnBy?: string;
  },
): Promise<void> {
  const { id, approval } = row;
  const decided = approval === 'approved' || approval === 'rejected';
  try {
    await approvalNotifier.notifyOfOutcome({
      ...targetOf(row),
      deploymentId: id,
      version: row.version ?? 0,
      requestedBy: row.requested_by ?? undefined,
      decision: decided ? approval : undefined,
      decidedBy: row.approval_by ?? undefined,
      comment: row.approval_comment ?? undefined,
      withdrawnBy,
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
