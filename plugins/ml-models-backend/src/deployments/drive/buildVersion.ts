import { NotFoundError } from '@backstage/errors';
import {
  PipelineEngine,
  PipelineRunRef,
  PipelineRunStatus,
  PipelineStageStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { getAdapter } from '../getAdapter';
import { isWebPage } from '../isWebPage';
import { getDeploymentRow, listSteps } from '../store/findDeployments';
import { findLastStepSeconds } from '../store/findLastStepSeconds';
import { mirrorStages, saveLastStepSeconds } from '../store/steps';
import { AdapterAsker, askAdapter } from './askAdapter';
import { DeploymentCancelledError, DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';

/**
 * Has the pipeline engine build the deployment's commit, and mirrors its stages
 * until it has.
 *
 * @throws DeploymentError when the run fails
 */
export async function buildVersion(
  run: DeploymentRun,
): Promise<{ engine: PipelineEngine; ref: PipelineRunRef }> {
  await run.assertNotCancelled();
  // The intent: after a crash the engine is asked again for the run of this id.
  const [first] = await listSteps(run.options.database, [run.row.id]);
  await run.write({
    status: 'building',
    current_step: run.row.current_step ?? first.name,
  });
  const { engine, ref } = await triggerRun(run, run);
  let mirrored = '';
  for (;;) {
    await run.assertNotCancelled();
    const status = await askAdapter(run, {
      adapter: engine,
      method: 'describe',
      ask: () => engine.describe(ref),
    });
    const fingerprint = JSON.stringify([
      status.stages,
      status.commit,
      status.url,
    ]);
    if (fingerprint !== mirrored) {
      await mirrorRun(run, status);
      mirrored = fingerprint;
    }
    if (status.state === 'succeeded') {
      return { engine, ref };
    }
    assertGoingOn(status);
    await run.pause();
  }
}

async function triggerRun(
  run: DeploymentRun,
  asker: AdapterAsker,
): Promise<{ engine: PipelineEngine; ref: PipelineRunRef }> {
  const { row, options } = run;
  const id = row.engine ?? '';
  const engine = getAdapter(options.pipelineEngines, id, 'pipeline engine');
  if (row.run_id !== null) {
    return { engine, ref: { engine: id, runId: row.run_id } };
  }
  const resumeFrom = await findRunToResume(run);
  const ref = await askAdapter(asker, {
    adapter: engine,
    // Who has cancelled is not to wait for as long as a start may take.
    method: asker.isLeaving ? 'cancel' : 'trigger',
    ask: () =>
      engine.trigger({
        deploymentId: row.id,
        modelRef: row.model_ref,
        sourceLocation: row.source_location ?? '',
        commit: row.requested_commit ?? undefined,
        resumeFrom,
      }),
  });
  await run.write({ run_id: ref.runId });
  return { engine, ref };
}

/** @returns the run of the deployment that is retried, if the same engine had it */
async function findRunToResume({
  row,
  options,
}: DeploymentRun): Promise<PipelineRunRef | undefined> {
  if (row.retry_of === null) {
    return undefined;
  }
  const { engine, run_id: runId } = await getDeploymentRow(
    options.database,
    row.retry_of,
  );
  return runId !== null && engine !== null && engine === row.engine
    ? { engine, runId }
    : undefined;
}

async function mirrorRun(
  run: DeploymentRun,
  status: PipelineRunStatus,
): Promise<void> {
  const { stages, commit, url } = status;
  const current = currentStage(stages);
  await run.advance(
    {
      ...(commit ? { commit: JSON.stringify(commit) } : {}),
      ...(current ? { current_step: current } : {}),
      ...(isWebPage(url) ? { run_url: url } : {}),
    },
    async trx => {
      if (stages.length === 0) {
        return false;
      }
      const moved = await mirrorStages(trx, run.row.id, stages);
      await estimateStages(trx, run, stages);
      return moved;
    },
  );
}

/** The stages in `pipeline.yaml` may be others than were planned with. */
async function estimateStages(
  trx: Knex.Transaction,
  run: DeploymentRun,
  stages: PipelineStageStatus[],
): Promise<void> {
  const steps = stages.map(({ name }) => ({ name, kind: 'pipeline' as const }));
  await saveLastStepSeconds(
    trx,
    run.row.id,
    await findLastStepSeconds(trx, run.row, steps),
  );
}

function currentStage(stages: PipelineStageStatus[]): string | undefined {
  const telling =
    stages.find(stage => ['running', 'failed'].includes(stage.status)) ??
    stages.find(stage => stage.status === 'pending');
  return telling?.name;
}

function assertGoingOn(status: PipelineRunStatus): void {
  if (status.state === 'failed') {
    throw new DeploymentError({
      step: status.failure?.stage,
      message:
        status.failure?.message ??
        'The pipeline run failed without a reason: read its log',
      firstErrorLine: status.failure?.firstErrorLine,
    });
  }
  if (status.state === 'cancelled') {
    throw new DeploymentCancelledError(
      'The pipeline run was cancelled on its engine',
    );
  }
}

/**
 * Cancels the run, if one was asked for. A worker that died while it asked has not
 * noted it: asking again finds it, or starts one only to end it. To look for it
 * would not do: a worker that was paused may ask yet, and would start what nobody
 * ends. So it is given the run that is cancelled.
 */
export async function cancelBuild(run: DeploymentRun): Promise<void> {
  if (run.row.status !== 'building' || run.row.current_step === null) {
    return;
  }
  const { engine, ref } = await triggerRun(run, run.leaving);
  try {
    await askAdapter(run.leaving, {
      adapter: engine,
      method: 'cancel',
      ask: () => engine.cancel(ref),
    });
  } catch (error) {
    // An engine that has lost the run has nothing left to cancel.
    if (!(error instanceof NotFoundError)) {
      throw error;
    }
  }
}
