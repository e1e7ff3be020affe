import { NotFoundError } from '@backstage/errors';
import {
  isFinalDeploymentStatus,
  LogChunk,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow, StepRow } from './DeploymentRow';
import { getAdapter } from './getAdapter';
import { findStep, getDeploymentRow, listSteps } from './store/findDeployments';

export interface StepLogQuery {
  id: string;
  step: string;
  /** Byte offset. */
  from: number;
}

export interface ReadStepLogOptions {
  database: Knex;
  pipelineEngines: Map<string, PipelineEngine>;
}

/** @throws NotFoundError naming the steps there are */
export async function readStepLog(
  query: StepLogQuery,
  { database, pipelineEngines }: ReadStepLogOptions,
): Promise<LogChunk> {
  const row = await getDeploymentRow(database, query.id);
  const step = await findStep(database, query.id, query.step);
  if (!step) {
    const steps = await listSteps(database, [query.id]);
    throw new NotFoundError(
      `Deployment ${query.id} has no step '${query.step}'; its steps are ${steps
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  if (step.kind === 'release') {
    return sliceLog(step, query.from);
  }
  const { engine: id, run_id: runId } = row;
  if (id === null || runId === null || step.started_at === null) {
    return { text: '', next: query.from, complete: hasEnded(row, step) };
  }
  const engine = getAdapter(pipelineEngines, id, 'pipeline engine');
  return engine.readLog({ engine: id, runId }, step.name, query.from);
}

function sliceLog(step: StepRow, from: number): LogChunk {
  const log = Buffer.from(step.log ?? '');
  return {
    text: log.subarray(from).toString(),
    next: Math.max(from, log.length),
    complete: step.status !== 'pending' && step.status !== 'running',
  };
}

function hasEnded(row: DeploymentRow, step: StepRow): boolean {
  return isFinalDeploymentStatus(row.status) || step.ended_at !== null;
}
