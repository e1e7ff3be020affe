import { toError } from '@backstage/errors';
import { wasTried } from '../canary/Canary';
import { failureOf } from '../DeploymentRow';
import { DeploymentRun } from './DeploymentRun';

/**
 * Tells the owner when a push or a retrain that came by itself was not deployed, as
 * nobody has asked for it in the portal, so nobody looks there; and when a version was
 * put back that was tried for minutes, so that nobody looks any more. After a crash it
 * may be told again.
 */
export async function tellOfFailure(run: DeploymentRun): Promise<void> {
  const { row, target, options } = run;
  const failure = failureOf(row);
  const putBack = wasTried(row);
  const isNews = row.trigger === 'push' || row.reason !== null || putBack;
  if (row.status !== 'failed' || !isNews || !failure) {
    return;
  }
  try {
    await options.failureNotifier.notifyOfFailure({
      ...target,
      ...failure,
      deploymentId: row.id,
      what: row.retrain === null ? 'push' : 'retrain',
      putBack: putBack ? row.version ?? undefined : undefined,
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
