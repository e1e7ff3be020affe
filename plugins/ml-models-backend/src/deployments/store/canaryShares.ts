import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DatabaseInstant } from '../../databaseInstant';
import { DeploymentRow } from '../DeploymentRow';

export interface CanaryShareRow {
  deployment_id: string;
  /** From 0. */
  step: number;
  /** Percent of the requests. */
  weight: number;
  since: DatabaseInstant;
}

/** Notes the share that a canary begins a step with. */
export async function saveCanaryShare(
  knex: Knex,
  share: CanaryShareRow,
): Promise<void> {
  await knex<CanaryShareRow>('canary_shares').insert(share);
}

/** @returns when a deployment's canary got its first share; undefined: it is not kept */
export async function findCanaryBegin(
  knex: Knex,
  deploymentId: string,
): Promise<Date | undefined> {
  const share = await knex<CanaryShareRow>('canary_shares')
    .where({ deployment_id: deploymentId, step: 0 })
    .first();
  return share && new Date(share.since);
}

/** @returns the canary that had a share of the requests at an instant, and which */
export async function findCanaryAt(
  knex: Knex,
  target: ServingTarget,
  at: Date,
): Promise<{ canary: DeploymentRow; weight: number } | undefined> {
  const share = await knex<CanaryShareRow>('canary_shares')
    .whereIn(
      'deployment_id',
      knex<DeploymentRow>('deployments')
        .where({ model_ref: target.modelRef, environment: target.environment })
        .where(rows => rows.whereNull('ended_at').orWhere('ended_at', '>', at))
        .select('id'),
    )
    .where('since', '<=', at)
    .orderBy([
      { column: 'since', order: 'desc' },
      { column: 'step', order: 'desc' },
    ])
    .first();
  const canary =
    share &&
    (await knex<DeploymentRow>('deployments')
      .where({ id: share.deployment_id })
      .first());
  return canary && { canary, weight: share.weight };
}
