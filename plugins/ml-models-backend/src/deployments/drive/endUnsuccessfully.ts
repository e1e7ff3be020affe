import { toError } from '@backstage/errors';
import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploymentFailureRecord, StepRow } from '../DeploymentRow';
import { describeServing } from '../describeServing';
import {
  DeploymentCancelledError,
  DeploymentError,
  DeploymentRejectedError,
} from './DeploymentError';
import { hasAnswered } from '../canary/Canary';
import { DeploymentRun } from './DeploymentRun';

/** Ends a deployment that will not get live, and says why and what serves. */
export async function endUnsuccessfully(
  run: DeploymentRun,
  error: unknown,
): Promise<void> {
  const cancelled = error instanceof DeploymentCancelledError;
  const { database, logger, now } = run.options;
  const failure: DeploymentFailureRecord = {
    ...describeFailure(run, error),
    stillServing: await describeServing(database, run.target, {
      answered: hasAnswered(run.row),
    }),
  };
  const endedAt = now();
  await run.write(
    {
      status: statusOf(error),
      ended_at: endedAt,
      current_step: failure.step,
      failure: JSON.stringify(failure),
    },
    async trx => {
      const steps = trx<StepRow>('deployment_steps').where({
        deployment_id: run.row.id,
      });
      await steps
        .clone()
        .where({ status: 'running' })
        .update({
          status: cancelled ? 'cancelled' : 'failed',
          ended_at: endedAt,
          message: failure.message,
        });
      await steps
        .clone()
        .where({ status: 'pending' })
        .update({ status: cancelled ? 'cancelled' : 'skipped' });
    },
  );
  if (!cancelled) {
    const { modelRef, environment } = run.target;
    logger.warn(
      `${run.name} (${run.row.trigger}) of ${modelRef} to ${environment} failed in step '${failure.step}': ${failure.message}`,
    );
  }
}

function statusOf(error: unknown): DeploymentStatus {
  if (error instanceof DeploymentRejectedError) return 'rejected';
  return error instanceof DeploymentCancelledError ? 'cancelled' : 'failed';
}

function describeFailure(
  run: DeploymentRun,
  error: unknown,
): DeploymentFailureRecord {
  const step = run.row.current_step ?? 'queued';
  return error instanceof DeploymentError
    ? {
        step: error.step ?? step,
        message: error.message,
        firstErrorLine: error.firstErrorLine,
      }
    : { step, message: toError(error).message };
}
