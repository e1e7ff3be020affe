import { ConflictError } from '@backstage/errors';
import { retrainOf } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { assertEnvironment } from '../assertEnvironment';
import { AdapterDefaults, DeploymentRequest } from '../planDeployment';
import { findOwnLiveVersion } from '../store/liveVersions';
import { VersionRegistry } from '../VersionRegistry';

export interface PlanRetrainOptions {
  database: Knex;
  defaults: AdapterDefaults;
  versions: VersionRegistry;
}

/**
 * Says what a retrain builds: the commit of the version that is live, from whatever
 * data its pipeline finds now.
 *
 * @throws InputError for an environment that the model does not name
 * @throws ConflictError when nothing is live, or nobody knows from which commit
 */
export async function planRetrain(
  request: DeploymentRequest,
  { database, defaults, versions }: PlanRetrainOptions,
): Promise<DeploymentRequest> {
  assertEnvironment(request);
  const { model, modelRef, environment } = request;
  const live = await findOwnLiveVersion(database, { modelRef, environment });
  if (!live) {
    throw new ConflictError(
      `Nothing of ${modelRef} is live in '${environment}', so there is nothing to retrain: deploy a version first`,
    );
  }
  const { commit } = await versions.get(modelRef, live.version);
  if (!commit) {
    throw new ConflictError(
      `Version ${live.version} of ${modelRef}, which is live in '${environment}', was registered without a commit, so nobody knows what to build anew: deploy a commit once`,
    );
  }
  return {
    ...request,
    version: undefined,
    commit: commit.sha,
    retrain: {
      gate: retrainOf(model).gate,
      mustBeJudged: model.spec.riskTier === 'high',
      engine: model.spec.pipeline?.engine ?? defaults.pipelineEngine,
    },
  };
}
