import { tellOfOutcome } from '../approvals/tellOfOutcome';
import { trialStatusOf } from '../canary/Canary';
import { DeploymentRow } from '../DeploymentRow';
import {
  findQueuedDeployment,
  getDeploymentRow,
} from '../store/findDeployments';
import {
  DeploymentCancelledError,
  DeploymentRejectedError,
} from './DeploymentError';
import { askOwner } from './askOwner';
import { DeploymentRun } from './DeploymentRun';

class DecidedMeanwhileError extends Error {}

/**
 * Holds a version that is tried and is not released by itself: its share of the
 * requests, or that it gets copies, stays as it is until somebody decides. Held
 * already, it stays so.
 *
 * @param reason - what was not measured, and why, or that a person is asked for
 */
export async function holdCanary(
  run: DeploymentRun,
  reason: string,
): Promise<void> {
  if (run.row.hold_reason !== null) {
    return;
  }
  await askOwner(run, reason);
  await run.write({
    status: 'held',
    hold_reason: reason,
    held_at: run.options.now(),
  });
  await run.log(
    'Held: somebody other than its requester is to release it, or to put it back',
  );
}

/**
 * @param row - as it is now
 * @returns how it ended, for one that somebody has released; undefined: nobody has
 * @throws DeploymentRejectedError when somebody has put it back
 */
export function readDecision(row: DeploymentRow): string | undefined {
  const { hold_by: by, hold_comment: comment, hold_reason: reason } = row;
  const why = comment ? `: ${comment}` : '';
  switch (row.hold_decision) {
    case 'approved':
      return `Released by ${by}${why}. It had been held: ${reason}`;
    case 'rejected':
      throw new DeploymentRejectedError(
        `Put back by ${by}${why}. It had been held: ${reason}`,
      );
    default:
      return undefined;
  }
}

/**
 * One that is held does not keep a newer deployment from its place.
 *
 * @throws DeploymentCancelledError
 */
export async function assertNoNewer(run: DeploymentRun): Promise<void> {
  if (run.row.status !== 'held') {
    return;
  }
  const newer = await findQueuedDeployment(run.options.database, run.target);
  if (newer) {
    throw new DeploymentCancelledError(
      `Superseded while it was held: ${
        newer.requested_by ?? 'Somebody'
      } asked for a newer deployment`,
    );
  }
}

/**
 * Ends the hold of one that was judged after all.
 *
 * Race prevented: somebody decides at the same moment, and is told that it counts.
 *
 * @returns false, having done nothing, when somebody has decided meanwhile
 */
export async function tryEndHold(run: DeploymentRun): Promise<boolean> {
  if (run.row.status !== 'held') {
    return true;
  }
  try {
    await run.write({ status: trialStatusOf(run.row) }, async trx => {
      const row = await getDeploymentRow(trx, run.row.id);
      if (row.hold_decision !== null) throw new DecidedMeanwhileError();
    });
  } catch (error) {
    if (error instanceof DecidedMeanwhileError) {
      return false;
    }
    throw error;
  }
  await tellOfUndecided(run);
  return true;
}

/** Takes the question back that owners were asked, unless one has answered it. */
export async function tellOfUndecided(run: DeploymentRun): Promise<void> {
  if (run.row.hold_reason === null) {
    return;
  }
  const row = await getDeploymentRow(run.options.database, run.row.id);
  if (row.hold_decision === null) {
    await tellOfOutcome(row, run.options);
  }
}
