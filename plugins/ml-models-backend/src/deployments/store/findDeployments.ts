import { NotFoundError } from '@backstage/errors';
import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';

/** @throws NotFoundError */
export async function getDeploymentRow(
  knex: Knex,
  id: string,
): Promise<DeploymentRow> {
  const row = await knex<DeploymentRow>('deployments').where({ id }).first();
  if (!row) {
    throw new NotFoundError(
      `There is no deployment '${id}': list the deployments of its model`,
    );
  }
  return row;
}

export interface DeploymentRowQuery {
  modelRef: string;
  environment?: string;
  status?: DeploymentStatus;
  /** Id of a deployment that all are older than. */
  before?: string;
  limit: number;
}

/** Newest first: ids are in the order of time. */
export function listDeploymentRows(
  knex: Knex,
  { modelRef, environment, status, before, limit }: DeploymentRowQuery,
): Knex.QueryBuilder<DeploymentRow, DeploymentRow[]> {
  const rows = knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef })
    .orderBy('id', 'desc')
    .limit(limit);
  if (environment) rows.where({ environment });
  if (status) rows.where({ status });
  if (before) rows.where('id', '<', before);
  return rows;
}

export async function findDeploymentByKey(
  knex: Knex,
  modelRef: string,
  idempotencyKey: string,
): Promise<DeploymentRow | undefined> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, idempotency_key: idempotencyKey })
    .first();
}

/** @returns the deployment that is under way at a target */
export async function findActiveDeployment(
  knex: Knex,
  target: ServingTarget,
): Promise<DeploymentRow | undefined> {
  return findInSlot(knex, target, 'active');
}

/** @returns the deployment that waits for its turn at a target */
export async function findQueuedDeployment(
  knex: Knex,
  target: ServingTarget,
): Promise<DeploymentRow | undefined> {
  return findInSlot(knex, target, 'queued');
}

/** @returns the only one, as an index makes sure of */
async function findInSlot(
  knex: Knex,
  { modelRef, environment }: ServingTarget,
  slot: 'active' | 'queued',
): Promise<DeploymentRow | undefined> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, environment, slot })
    .first();
}

/** Steps of the deployments, in order; without their logs, which may be long. */
export async function listSteps(
  knex: Knex,
  deploymentIds: string[],
): Promise<StepRow[]> {
  if (deploymentIds.length === 0) {
    return []; // SQLite would look at every step there is, to find none of them
  }
  return knex<StepRow>('deployment_steps')
    .whereIn('deployment_id', deploymentIds)
    .orderBy(['deployment_id', 'position'])
    .select(
      'deployment_id',
      'name',
      'position',
      'kind',
      'status',
      'started_at',
      'ended_at',
      'last_seconds',
      'message',
    )
    .select(knex.raw(`CASE WHEN log IS NULL THEN NULL ELSE '' END AS log`));
}

/** @returns the step with its log; a stage comes before a release step of that name */
export async function findStep(
  knex: Knex,
  deploymentId: string,
  name: string,
): Promise<StepRow | undefined> {
  return knex<StepRow>('deployment_steps')
    .where({ deployment_id: deploymentId, name })
    .orderBy('position')
    .first();
}
