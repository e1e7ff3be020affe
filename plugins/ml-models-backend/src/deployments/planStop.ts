import { ConflictError } from '@backstage/errors';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentPlan } from './planDeployment';
import { findLiveVersion } from './store/liveVersions';

/**
 * Plans to take out what serves in an environment. It may be one that the model
 * no longer names: what serves there still has to be stopped.
 *
 * @throws ConflictError when nothing serves there
 */
export async function planStop(
  { modelRef, environment }: ServingTarget,
  { database }: { database: Knex },
): Promise<DeploymentPlan> {
  const live = await findLiveVersion(database, { modelRef, environment });
  if (!live) {
    throw new ConflictError(
      `No version of ${modelRef} serves in ${environment}, so there is nothing to stop`,
    );
  }
  return {
    version: live.version,
    requested_commit: null,
    source_location: null,
    engine: null,
    runtime: live.runtime,
  };
}
