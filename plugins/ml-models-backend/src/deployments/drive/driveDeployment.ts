import { toError } from '@backstage/errors';
import { isFinalDeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { wasTried } from '../canary/Canary';
import { getAdapter } from '../getAdapter';
import { LeaseLostError } from '../store/DeploymentLease';
import { findOwnLiveVersion } from '../store/liveVersions';
import { ReleasableVersion } from '../VersionRegistry';
import { auditEnd } from './auditEnd';
import { bakeCanary } from './bakeCanary';
import { buildVersion, cancelBuild } from './buildVersion';
import { compareWithLive } from './compareWithLive';
import { CRASHES_MAX, ERRORS_MAX } from '../claimEnds';
import {
  DeploymentCancelledError,
  DeploymentError,
  isDefiniteError,
} from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { editTraffic } from './editTraffic';
import { endUnsuccessfully } from './endUnsuccessfully';
import { moveTraffic } from './moveTraffic';
import { rebuildTarget } from './rebuildTarget';
import { registerBuild } from './registerBuild';
import { retireVersion } from './retireVersion';
import { revokeStopped } from './revokeStopped';
import { smokeTest } from './smokeTest';
import { startVersion } from './startVersion';
import { stopServing } from './stopServing';
import { tellOfFailure } from './tellOfFailure';
import { tidyTarget } from './tidyTarget';
import { waitForApproval } from './waitForApproval';

/**
 * Takes a deployment from wherever it is to its end, or to where it waits for an
 * approval. The target stays taken until what is left over has been stopped.
 *
 * @throws LeaseLostError, AbortError
 */
export async function driveDeployment(run: DeploymentRun): Promise<void> {
  // Tidying up may be what brings the backend down.
  const isCrashed = isFinalDeploymentStatus(run.row.status) && hasCrashed(run);
  if (!isFinalDeploymentStatus(run.row.status)) {
    await advance(run);
  }
  if (isFinalDeploymentStatus(run.row.status)) {
    if (!isCrashed) {
      await tidyUp(run);
    }
    await tellOfFailure(run);
    await auditEnd(run);
    await run.write({ slot: null });
  }
}

async function advance(run: DeploymentRun): Promise<void> {
  try {
    assertNoCrashLoop(run);
    await act(run);
  } catch (error) {
    if (isLeftToSuccessor(run, error)) {
      throw error;
    }
    if (error instanceof DeploymentCancelledError) {
      await tryCancelBuild(run);
    }
    await endUnsuccessfully(run, error);
  }
}

/** What has brought the backend down each time is not tried once more. */
function assertNoCrashLoop(run: DeploymentRun): void {
  if (hasCrashed(run)) {
    throw new DeploymentError({
      message: `The backend ended ${CRASHES_MAX} times in a row while it drove this deployment, which did not get on: see the portal's log, then retry`,
    });
  }
}

function hasCrashed({ row }: DeploymentRun): boolean {
  return row.crashes_in_row > CRASHES_MAX;
}

async function act(run: DeploymentRun): Promise<void> {
  switch (run.row.trigger) {
    case 'stop':
      await stopServing(run);
      break;
    case 'traffic':
      await editTraffic(run);
      break;
    case 'rebuild':
      await rebuildTarget(run);
      break;
    case 'retire':
      await retireVersion(run);
      break;
    default:
      await deploy(run);
  }
}

async function deploy(run: DeploymentRun): Promise<void> {
  await notePreviousVersion(run);
  const released = await prepareVersion(run);
  await compareWithLive(run, released);
  if (!(await waitForApproval(run))) {
    await releaseVersion(run, released);
  }
}

/** A database that was away for a moment must not fail a deployment. */
function isLeftToSuccessor(run: DeploymentRun, error: unknown): boolean {
  return (
    run.signal.aborted ||
    error instanceof LeaseLostError ||
    (!isDefiniteError(error) && run.endedByError().errors_in_row < ERRORS_MAX)
  );
}

async function tryCancelBuild(run: DeploymentRun): Promise<void> {
  try {
    await cancelBuild(run);
  } catch (error) {
    run.signal.throwIfAborted();
    run.options.logger.warn(
      `The pipeline run of deployment ${
        run.row.id
      } could not be cancelled and may go on: ${toError(error).message}`,
    );
  }
}

async function notePreviousVersion(run: DeploymentRun): Promise<void> {
  if (run.row.status === 'queued') {
    const live = await findOwnLiveVersion(run.options.database, run.target);
    await run.write({
      status: run.row.version === null ? 'building' : 'registered',
      previous_version: live?.version ?? null,
    });
  }
}

async function prepareVersion(run: DeploymentRun): Promise<ReleasableVersion> {
  if (run.row.version === null) {
    await registerBuild(run, await buildVersion(run));
  }
  const { row, options } = run;
  const released = await options.versions.get(row.model_ref, row.version ?? 0);
  if (row.commit === null && released.commit) {
    await run.write({ commit: JSON.stringify(released.commit) });
  }
  return released;
}

async function releaseVersion(
  run: DeploymentRun,
  released: ReleasableVersion,
): Promise<void> {
  const runtime = getAdapter(
    run.options.servingRuntimes,
    run.row.runtime,
    'serving runtime',
  );
  await startVersion(run, runtime, released);
  await smokeTest(run, runtime, released);
  await bakeCanary(run, runtime, released.version);
  await moveTraffic(run, runtime, released.version);
}

/** A runtime that cannot stop a version must not block the target for ever. */
async function tidyUp(run: DeploymentRun): Promise<void> {
  const { database, servingRuntimes, tokens, logger } = run.options;
  const { target, row } = run;
  const runtime = servingRuntimes.get(row.runtime);
  if (!runtime || row.version === null) {
    return;
  }
  try {
    const live = await findOwnLiveVersion(database, target);
    if (row.trigger === 'retire') {
      await revokeStopped(run.leaving, { target, runtime, tokens, live });
      return;
    }
    const putBack =
      row.status === 'failed' && wasTried(row) ? row.version : undefined;
    await tidyTarget(run.leaving, { target, runtime, tokens, live, putBack });
  } catch (error) {
    run.signal.throwIfAborted();
    logger.warn(
      `Versions of ${target.modelRef} that are no longer needed in ${
        target.environment
      } may still run there; the next deployment stops them: ${
        toError(error).message
      }`,
    );
  }
}
