import { APPROVE_STEP } from '@noshelfware/backstage-plugin-ml-models-common';
import { isUniqueViolation } from '../../isUniqueViolation';
import { getDeploymentRow } from '../store/findDeployments';
import { tellOfOutcome } from '../approvals/tellOfOutcome';
import { beginStep } from '../store/steps';
import { DeploymentCancelledError } from './DeploymentError';
import { askOwner } from './askOwner';
import { DeploymentRun } from './DeploymentRun';

/**
 * Puts a deployment aside that somebody must approve first. It goes back into the
 * queue of its target, where no worker takes it before it is decided, and where a
 * newer deployment takes its place: approved later, it would put an older version
 * over what was asked for since.
 *
 * @returns whether it waits, and is no longer this worker's
 * @throws DeploymentCancelledError when a newer one stands in the queue already
 */
export async function waitForApproval(run: DeploymentRun): Promise<boolean> {
  if (run.row.approval !== 'needed') {
    return false;
  }
  await run.assertNotCancelled();
  const step = { deploymentId: run.row.id, name: APPROVE_STEP };
  await run.advance({ current_step: APPROVE_STEP }, trx =>
    beginStep(trx, step, run.options.now()),
  );
  await askOwner(run);
  try {
    await run.letGo(
      { status: 'awaiting-approval', slot: 'queued' },
      async trx => {
        // Race prevented: a cancel that came before this write asked a worker to
        // stop, and there is none from here on.
        const row = await getDeploymentRow(trx, run.row.id);
        if (row.cancel_requested_at !== null) {
          throw new DeploymentCancelledError(row.cancel_reason ?? 'Cancelled');
        }
      },
    );
  } catch (error) {
    const ended = isUniqueViolation(error)
      ? new DeploymentCancelledError(
          'Superseded by a newer deployment before it was approved',
        )
      : error;
    if (ended instanceof DeploymentCancelledError) {
      await tellOfOutcome(run.row, run.options);
    }
    throw ended;
  }
  return true;
}
