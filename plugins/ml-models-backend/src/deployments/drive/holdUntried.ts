import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { trialStatusOf, wasTried } from '../canary/Canary';
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

/** Whether somebody is asked to decide over a version that has got no requests yet. */
export function isHeldUntried(row: DeploymentRow): boolean {
  return row.hold_reason !== null && !wasTried(row);
}

/**
 * Holds a version before it gets any request, until somebody decides, or the live
 * version can be compared with after all.
 *
 * @param live - undefined: nothing is live, so that it cannot be tried
 * @param reason - why it cannot be tried
 * @returns how it ended, for one that somebody has released; undefined: it can be tried
 * @throws DeploymentError when the version is not ready once it is released;
 *   DeploymentCancelledError, DeploymentRejectedError
 */
export async function holdUntried(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { candidate, live }: { candidate: number; live: number | undefined },
  reason: string,
): Promise<string | undefined> {
  try {
    for (;;) {
      const decided = readDecision(await run.assertNotCancelled());
      if (decided) {
        await run.write({ status: trialStatusOf(run.row) });
        // Its service may have crashed while it waited for the decision.
        await awaitReady(run, runtime, candidate);
        return decided;
      }
      await assertNoNewer(run);
      const served =
        live === undefined ? undefined : await findServed(run, runtime, live);
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
