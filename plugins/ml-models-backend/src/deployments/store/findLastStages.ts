import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';

/** @returns the stages of the model's last pipeline run that got through; empty before the first */
export async function findLastStages(
  knex: Knex,
  modelRef: string,
): Promise<string[]> {
  const last = await knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef })
    .whereNotNull('run_id')
    .whereIn('status', ['live', 'rolled-back'])
    // Ids are in the order of time, and in that of an index.
    .orderBy('id', 'desc')
    .first('id');
  const steps = await knex<StepRow>('deployment_steps')
    .where({ deployment_id: last?.id ?? '', kind: 'pipeline' })
    .orderBy('position')
    .select('name');
  return steps.map(({ name }) => name);
}
