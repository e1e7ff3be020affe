import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { listLastStops } from './store/findNewestDeployments';
import { findLiveVersion } from './store/liveVersions';

/**
 * @param options.answered - whether its version has answered requests meanwhile
 * @returns what answers requests at a target where a deployment has come to nothing
 */
export async function describeServing(
  knex: Knex,
  target: ServingTarget,
  { answered = false }: { answered?: boolean } = {},
): Promise<string> {
  const live = await findLiveVersion(knex, target);
  if (live) {
    return answered
      ? `Version ${live.version} answers all requests in ${target.environment} again.`
      : `Version ${live.version} still serves ${target.environment}; callers notice nothing.`;
  }
  const stop = (await listLastStops(knex, [target.modelRef])).find(
    ({ environment }) => environment === target.environment,
  );
  return stop
    ? `Nothing serves ${target.environment}: version ${stop.version} was stopped there.`
    : `Nothing serves ${target.environment} yet.`;
}
