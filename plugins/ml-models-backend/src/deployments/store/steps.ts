import { StepStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { PipelineStageStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { StepRow } from '../DeploymentRow';
import { aStep } from '../releaseSteps';

/** Log of one release step, in characters: a screenful of a stack trace, often. */
const STEP_LOG_MAX = 64 * 1024;

/** A step of the release; stages of the pipeline are only ever mirrored. */
export interface StepKey {
  deploymentId: string;
  name: string;
}

/**
 * Begins a step; one that a dead worker has begun keeps its time.
 *
 * @returns whether for the first time
 */
export async function beginStep(
  knex: Knex,
  step: StepKey,
  now: Date,
): Promise<boolean> {
  await stepQuery(knex, step).update({ status: 'running' });
  const begun = await stepQuery(knex, step)
    .whereNull('started_at')
    .update({ started_at: now });
  return begun > 0;
}

/** @returns when a step was begun first, by whichever worker */
export async function getStepStart(knex: Knex, step: StepKey): Promise<Date> {
  const row = await stepQuery(knex, step).first('started_at');
  if (!row?.started_at) {
    throw new Error(`Step ${step.name} of ${step.deploymentId} has not begun`);
  }
  return new Date(row.started_at);
}

/** @returns whether it ends for the first time */
export async function endStep(
  knex: Knex,
  step: StepKey,
  end: { status: StepStatus; message?: string; now: Date },
): Promise<boolean> {
  const changes = {
    status: end.status,
    message: end.message ?? null,
    ended_at: end.now,
  };
  const ended = await stepQuery(knex, step)
    .whereNull('ended_at')
    .update(changes);
  if (ended === 0) {
    await stepQuery(knex, step).update(changes);
  }
  return ended > 0;
}

export async function appendStepLog(
  knex: Knex,
  step: StepKey,
  line: string,
): Promise<void> {
  await stepQuery(knex, step)
    .where(short =>
      short.whereNull('log').orWhereRaw('length(log) < ?', [STEP_LOG_MAX]),
    )
    .update({ log: knex.raw(`coalesce(log, '') || ?`, [`${line}\n`]) });
}

/**
 * Makes the pipeline steps those that the run has, in its order.
 *
 * @returns whether the status of any has changed
 */
export async function mirrorStages(
  knex: Knex,
  deploymentId: string,
  stages: PipelineStageStatus[],
): Promise<boolean> {
  const before = await knex<StepRow>('deployment_steps')
    .where({ deployment_id: deploymentId, kind: 'pipeline' })
    .select('name', 'status');
  const names = stages.map(stage => stage.name);
  await knex<StepRow>('deployment_steps')
    .where({ deployment_id: deploymentId, kind: 'pipeline' })
    .whereNotIn('name', names)
    .delete();
  const rows = stages.map((stage, position) => ({
    ...aStep(deploymentId, stage.name, position),
    status: stage.status,
    started_at: stage.startedAt ?? null,
    ended_at: stage.endedAt ?? null,
    message: stage.message ?? null,
  }));
  await knex<StepRow>('deployment_steps')
    .insert(rows)
    .onConflict(['deployment_id', 'kind', 'name'])
    .merge(['position', 'status', 'started_at', 'ended_at', 'message']);
  const statuses = new Map(before.map(({ name, status }) => [name, status]));
  return stages.some(({ name, status }) => statuses.get(name) !== status);
}

/** Notes what steps took the last time, where that is not known yet. */
export async function saveLastStepSeconds(
  knex: Knex,
  deploymentId: string,
  lastSeconds: Map<string, number>,
): Promise<void> {
  for (const [name, seconds] of lastSeconds) {
    await knex<StepRow>('deployment_steps')
      .where({ deployment_id: deploymentId, name })
      .whereNull('last_seconds')
      .update({ last_seconds: seconds });
  }
}

function stepQuery(knex: Knex, step: StepKey) {
  return knex<StepRow>('deployment_steps').where({
    deployment_id: step.deploymentId,
    kind: 'release',
    name: step.name,
  });
}
