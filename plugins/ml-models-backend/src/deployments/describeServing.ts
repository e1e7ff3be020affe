import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { findLiveVersion } from './store/liveVersions';

/** @returns what answers requests at a target where a deployment has come to nothing */
export async function describeServing(
  knex: Knex,
  target: ServingTarget,
): Promise<string> {
  const live = await findLiveVersion(knex, target);
  return live
    ? `Version ${live.version} still serves ${target.environment}; callers notice nothing.`
    : `Nothing serves ${target.environment} yet.`;
}
