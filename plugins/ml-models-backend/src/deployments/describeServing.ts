import { describeWeights } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { listLastEnds } from './store/findNewestDeployments';
import { findLiveVersion } from './store/liveVersions';
import { weightsOf } from './traffic/weightsOf';

/**
 * In the past tense: it is kept, and read when something else serves.
 *
 * @param options.answered - whether its version has answered requests meanwhile
 * @returns what answered requests at a target where a deployment came to nothing
 */
export async function describeServing(
  knex: Knex,
  target: ServingTarget,
  { answered = false }: { answered?: boolean } = {},
): Promise<string> {
  const live = await findLiveVersion(knex, target);
  if (live) {
    const weights = weightsOf(live);
    if (weights.length > 1) {
      return `Requests in ${
        target.environment
      } went on being answered by ${describeWeights(weights)}.`;
    }
    return answered
      ? `Version ${live.version} took all requests in ${target.environment} back.`
      : `Version ${live.version} went on serving ${target.environment}; callers noticed nothing.`;
  }
  const end = (await listLastEnds(knex, [target.modelRef])).find(
    ({ environment }) => environment === target.environment,
  );
  if (!end) {
    return `Nothing served ${target.environment} yet.`;
  }
  return end.status === 'ceased'
    ? `Nothing of the portal served ${target.environment}; version ${end.version} had answered there last.`
    : `Nothing served ${target.environment}: version ${end.version} had been stopped there.`;
}
