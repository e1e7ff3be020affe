import { toError } from '@backstage/errors';
import { canaryOf } from '../canary/Canary';
import { DeploymentRun } from './DeploymentRun';

/**
 * Asks the owner to decide over a deployment. To be done before it waits, so that a
 * worker that dies in between is not the end of the question.
 *
 * @param held - why it is held while it is tried; absent: it waits to be started
 */
export async function askOwner(
  { row, target, options }: DeploymentRun,
  held?: string,
): Promise<void> {
  try {
    await options.approvalNotifier.notifyOfApproval({
      ...target,
      deploymentId: row.id,
      version: row.version ?? 0,
      requestedBy: row.requested_by ?? undefined,
      held,
      isGated: canaryOf(row)?.gate === 'manual' || undefined,
    });
  } catch (error) {
    // Its page asks for the decision all the same.
    options.logger.warn(
      `The owner of ${target.modelRef} could not be told that deployment ${
        row.id
      } ${held === undefined ? 'waits for approval' : 'is held'}: ${
        toError(error).message
      }`,
    );
  }
}
