import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { DeploymentRequest } from '../planDeployment';

/**
 * An approval is of a version for an environment. A rollback to a version that
 * was live there with one needs no other, since it must be quick; nor does a rebuild
 * of one that is, which releases nothing; nor does the
 * retry of a deployment that failed with one. One that was cancelled after its
 * approval was stopped by somebody, so its retry does.
 *
 * @returns the deployment whose approval the requested one goes on with
 */
export async function findCarriedApproval(
  knex: Knex,
  {
    modelRef,
    environment,
    version,
    trigger,
    retryOf,
  }: Pick<
    DeploymentRequest,
    'modelRef' | 'environment' | 'version' | 'trigger' | 'retryOf'
  >,
): Promise<DeploymentRow | undefined> {
  if (version === undefined) {
    return undefined;
  }
  const approved = knex<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, environment, version, approval: 'approved' })
    .orderBy('id', 'desc');
  if (retryOf) {
    return approved.where({ id: retryOf, status: 'failed' }).first();
  }
  return trigger === 'rollback' || trigger === 'rebuild'
    ? approved.whereIn('status', ['live', 'rolled-back']).first()
    : undefined;
}
