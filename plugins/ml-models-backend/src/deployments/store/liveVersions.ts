import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';

export async function findLiveVersion(
  knex: Knex,
  target: ServingTarget,
): Promise<LiveVersionRow | undefined> {
  return knex<LiveVersionRow>('live_versions')
    .where({ model_ref: target.modelRef, environment: target.environment })
    .first();
}

/** @param modelRefs - default: all models */
export async function listLiveVersions(
  knex: Knex,
  modelRefs?: string[],
): Promise<LiveVersionRow[]> {
  const rows = knex<LiveVersionRow>('live_versions').orderBy([
    'model_ref',
    'environment',
  ]);
  return modelRefs ? rows.whereIn('model_ref', modelRefs) : rows;
}

/** Notes that nothing serves any more. */
export async function deleteLiveVersion(
  knex: Knex,
  target: ServingTarget,
): Promise<void> {
  await knex<LiveVersionRow>('live_versions')
    .where({ model_ref: target.modelRef, environment: target.environment })
    .delete();
}

/** Notes that a deployment's version serves now, and what it took over from. */
export async function saveLiveVersion(
  knex: Knex,
  deployment: DeploymentRow,
  { version, now }: { version: number; now: Date },
): Promise<void> {
  const before = await findLiveVersion(knex, {
    modelRef: deployment.model_ref,
    environment: deployment.environment,
  });
  await knex<LiveVersionRow>('live_versions')
    .insert({
      model_ref: deployment.model_ref,
      environment: deployment.environment,
      version,
      previous_version:
        before?.version === version
          ? before.previous_version
          : before?.version ?? null,
      deployment_id: deployment.id,
      runtime: deployment.runtime,
      since: now,
      requested_by: deployment.requested_by,
    })
    .onConflict(['model_ref', 'environment'])
    .merge();
}
