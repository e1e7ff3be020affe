import { toError } from '@backstage/errors';
import { failureOf } from '../DeploymentRow';
import { DeploymentRun } from './DeploymentRun';

/**
 * Tells the owner when a push was not deployed: nobody has asked for it in the
 * portal, so nobody looks there. After a crash it may be told again.
 */
export async function tellOfFailure(run: DeploymentRun): Promise<void> {
  const { row, target, options } = run;
  const failure = failureOf(row);
  if (row.status !== 'failed' || row.trigger !== 'push' || !failure) {
    return;
  }
  try {
    await options.failureNotifier.notifyOfFailure({
      ...target,
      ...failure,
      deploymentId: row.id,
    });
  } catch (error) {
    // No reason to hold up the next deployment: its page says it all the same.
    options.logger.warn(
      `The owner of ${target.modelRef} could not be told of deployment ${
        row.id
      }, which failed: ${toError(error).message}`,
    );
  }
}
