import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { listLastStops } from './store/findNewestDeployments';
import { findLiveVersion } from './store/liveVersions';

/** @returns what answers requests at a target where a deployment has come to nothing */
export async function describeServing(
  knex: Knex,
  target: ServingTarget,
): Promise<string> {
  const live = await findLiveVersion(knex, target);
  if (live) {
    return `Version ${live.version} still serves ${target.environment}; callers notice nothing.`;
  }
  const stop = (await listLastStops(knex, [target.modelRef])).find(
    ({ environment }) => environment === target.environment,
  );
  return stop
    ? `Nothing serves ${target.environment}: version ${stop.version} was stopped there.`
    : `Nothing serves ${target.environment} yet.`;
}
