import { ConflictError, InputError } from '@backstage/errors';
import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  ServingTarget,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { ApprovalColumns, NO_APPROVAL } from '../approvals/ApprovalColumns';
import { carryApproval } from '../approvals/planApproval';
import { getAdapter } from '../getAdapter';
import { DeploymentPlan } from '../planDeployment';
import { findCarriedApproval } from '../store/findCarriedApproval';
import { findLiveVersion } from '../store/liveVersions';

export interface PlanRebuildOptions {
  database: Knex;
  servingRuntimes: Map<string, ServingRuntime>;
}

/**
 * Plans to let fresh instances of the very versions that serve take over. They were
 * let in there once, so that nobody is asked again.
 *
 * @throws ConflictError when nothing serves there, or what its own pipeline deployed;
 *   InputError when its runtime cannot
 */
export async function planRebuild(
  target: ServingTarget,
  { database, servingRuntimes }: PlanRebuildOptions,
): Promise<DeploymentPlan & ApprovalColumns> {
  const { modelRef, environment } = target;
  const live = await findLiveVersion(database, target);
  if (!live) {
    throw new ConflictError(
      `No version of ${modelRef} serves in ${environment}, so there is nothing to rebuild: deploy one`,
    );
  }
  const { version, runtime: id } = live;
  if (id === EXTERNAL_RUNTIME) {
    throw new ConflictError(
      `Version ${version} of ${modelRef} was put into ${environment} by the model's own pipeline: rebuild it there. The portal only observes it`,
    );
  }
  const runtime = getAdapter(servingRuntimes, id, 'serving runtime');
  if (!runtime.replacements) {
    throw new InputError(
      `The serving runtime '${id}' cannot let a fresh instance take over from one that runs, so that nothing it serves can be rebuilt`,
    );
  }
  const earlier = await findCarriedApproval(database, {
    modelRef,
    environment,
    version,
    trigger: 'rebuild',
  });
  return {
    version,
    requested_commit: null,
    source_location: null,
    engine: null,
    runtime: id,
    ...(earlier ? carryApproval(earlier) : NO_APPROVAL),
  };
}
