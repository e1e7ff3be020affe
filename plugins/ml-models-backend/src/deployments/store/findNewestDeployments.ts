import {
  DeploymentStatus,
  FINAL_DEPLOYMENT_STATUSES,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

/**
 * Queued and under way; of one target, the one under way first.
 *
 * @param modelRefs - default: all models
 */
export async function listOpenDeployments(
  knex: Knex,
  modelRefs?: string[],
): Promise<DeploymentRow[]> {
  const rows = knex<DeploymentRow>('deployments')
    .whereNotNull('slot')
    .whereNotIn('status', FINAL_DEPLOYMENT_STATUSES)
    .orderBy('slot');
  return modelRefs ? rows.whereIn('model_ref', modelRefs) : rows;
}

/** The newest deployment that has ended, of each target. */
export async function listLastDeployments(
  knex: Knex,
  modelRefs: string[],
): Promise<DeploymentRow[]> {
  return listNewest(knex, modelRefs, FINAL_DEPLOYMENT_STATUSES);
}

/**
 * What last left nothing live at each target: somebody stopped it, or requests have
 * ceased. Where nothing is live, it ended what was.
 */
export async function listLastEnds(
  knex: Knex,
  modelRefs: string[],
): Promise<DeploymentRow[]> {
  return listNewest(knex, modelRefs, ['stopped', 'ceased']);
}

/** The newest stop of each target where nothing is live since. */
export async function listStoppedTargets(
  knex: Knex,
  modelRefs: string[],
): Promise<DeploymentRow[]> {
  return listNewest(knex, modelRefs, ['stopped']).whereNotExists(
    knex('live_versions')
      .select(knex.raw('1'))
      .whereRaw('live_versions.model_ref = deployments.model_ref')
      .whereRaw('live_versions.environment = deployments.environment'),
  );
}

/** Ids are in order of time. */
function listNewest(
  knex: Knex,
  modelRefs: string[],
  statuses: readonly DeploymentStatus[],
): Knex.QueryBuilder<DeploymentRow, DeploymentRow[]> {
  return knex<DeploymentRow>('deployments').whereIn(
    'id',
    knex('deployments')
      .whereIn('model_ref', modelRefs)
      .whereIn('status', statuses)
      .groupBy('model_ref', 'environment')
      .max('id'),
  );
}
