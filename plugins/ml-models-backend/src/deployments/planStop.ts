import { ConflictError } from '@backstage/errors';
import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentPlan } from './planDeployment';
import { findLiveVersion } from './store/liveVersions';

/**
 * Plans to take out what serves in an environment. It may be one that the model
 * no longer names: what serves there still has to be stopped.
 *
 * @throws ConflictError when nothing serves there, or what its own pipeline deployed
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
  if (live.runtime === EXTERNAL_RUNTIME) {
    throw new ConflictError(
      `Version ${live.version} of ${modelRef} was put into ${environment} by the model's own pipeline: stop it there. The portal only observes it, and says that no requests come once they have ceased`,
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
