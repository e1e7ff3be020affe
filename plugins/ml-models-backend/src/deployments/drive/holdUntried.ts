import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { hasAnswered } from '../canary/Canary';
import { DeploymentRow } from '../DeploymentRow';
import { isDefiniteError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import {
  assertNoNewer,
  holdCanary,
  readDecision,
  tellOfUndecided,
  tryEndHold,
} from './holdCanary';
import { awaitReady, findServed } from './startVersion';
import { Split } from './watchCanary';

/** Whether somebody is asked to decide over a version that has got no requests yet. */
export function isHeldUntried(row: DeploymentRow): boolean {
  return row.hold_reason !== null && !hasAnswered(row);
}

/**
 * Holds a version before it gets any request, until somebody decides, or the live
 * version can be compared with after all.
 *
 * @param reason - why it cannot be tried
 * @returns how it ended, for one that somebody has released; undefined: it can be tried
 * @throws DeploymentError when the version is not ready once it is released;
 *   DeploymentCancelledError, DeploymentRejectedError
 */
export async function holdUntried(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { candidate, live }: Split,
  reason: string,
): Promise<string | undefined> {
  try {
    for (;;) {
      const decided = readDecision(await run.assertNotCancelled());
      if (decided) {
        await run.write({ status: 'canary' });
        // Its service may have crashed while it waited for the decision.
        await awaitReady(run, runtime, candidate);
        return decided;
      }
      await assertNoNewer(run);
      const served = await findServed(run, runtime, live);
      const canBeTried =
        runtime.splitsTraffic !== false && served?.state === 'ready';
      if (canBeTried && (await tryEndHold(run))) {
        return undefined;
      }
      await holdCanary(run, reason);
      await run.pause();
    }
  } catch (error) {
    if (isDefiniteError(error)) {
      await tellOfUndecided(run);
    }
    throw error;
  }
}
