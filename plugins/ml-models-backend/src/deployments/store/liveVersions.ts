import {
  EXTERNAL_RUNTIME,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow, LiveVersionRow, targetOf } from '../DeploymentRow';
import { toKeptWeights } from '../traffic/TrafficColumns';

export async function findLiveVersion(
  knex: Knex,
  target: ServingTarget,
): Promise<LiveVersionRow | undefined> {
  return knex<LiveVersionRow>('live_versions')
    .where({ model_ref: target.modelRef, environment: target.environment })
    .first();
}

/** @returns what a deployment of the portal has put there, and a runtime of it runs */
export async function findOwnLiveVersion(
  knex: Knex,
  target: ServingTarget,
): Promise<LiveVersionRow | undefined> {
  const live = await findLiveVersion(knex, target);
  return live?.runtime === EXTERNAL_RUNTIME ? undefined : live;
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

/** @returns what runtimes of the portal run, of all models */
export async function listOwnLiveVersions(
  knex: Knex,
): Promise<LiveVersionRow[]> {
  return knex<LiveVersionRow>('live_versions')
    .whereNot({ runtime: EXTERNAL_RUNTIME })
    .orderBy(['model_ref', 'environment']);
}

/** @returns what pipelines elsewhere were seen to have deployed, of all models */
export async function listObservedVersions(
  knex: Knex,
): Promise<LiveVersionRow[]> {
  return knex<LiveVersionRow>('live_versions')
    .where({ runtime: EXTERNAL_RUNTIME })
    .orderBy(['model_ref', 'environment']);
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

/** Notes that a version is kept warm no more, where it was the one before the live one. */
export async function forgetPreviousVersion(
  knex: Knex,
  { modelRef, environment }: ServingTarget,
  version: number,
): Promise<void> {
  await knex<LiveVersionRow>('live_versions')
    .where({ model_ref: modelRef, environment, previous_version: version })
    .update({ previous_version: null });
}

/** Notes that a deployment's version serves now, and what it took over from. */
export async function saveLiveVersion(
  knex: Knex,
  deployment: DeploymentRow,
  { version, now }: { version: number; now: Date },
): Promise<void> {
  const before = await findOwnLiveVersion(knex, {
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
      weights: null,
      traffic_id: null,
    })
    .onConflict(['model_ref', 'environment'])
    .merge();
}

/**
 * Notes who answers which share since an edit of the traffic. The version with the
 * largest share is the live one; if that is another than before, it is so because of
 * the deployment that once released it there.
 */
export async function saveTraffic(
  knex: Knex,
  edit: DeploymentRow,
  {
    weights,
    version,
    now,
  }: { weights: readonly VersionWeight[]; version: number; now: Date },
): Promise<void> {
  const target = targetOf(edit);
  const live = await findLiveVersion(knex, target);
  const row = knex<LiveVersionRow>('live_versions').where({
    model_ref: target.modelRef,
    environment: target.environment,
  });
  const shares = { weights: toKeptWeights(weights), traffic_id: edit.id };
  if (live?.version === version) {
    await row.update(shares);
    return;
  }
  const release = await findRelease(knex, target, version);
  await row.update({
    ...shares,
    version,
    previous_version: live?.version ?? null,
    deployment_id: release?.id ?? edit.id,
    since: now,
    requested_by: edit.requested_by,
  });
}

async function findRelease(
  knex: Knex,
  { modelRef, environment }: ServingTarget,
  version: number,
): Promise<DeploymentRow | undefined> {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, environment, version })
    .whereIn('status', ['live', 'rolled-back'])
    .orderBy('id', 'desc')
    .first();
}
