import { ConflictError } from '@backstage/errors';
import { isUniqueViolation } from '../../isUniqueViolation';
import { NO_CANARY } from '../canary/Canary';
import { DeploymentRow } from '../DeploymentRow';
import { newDeploymentRow } from '../newDeploymentRow';
import { DeploymentRequest } from '../planDeployment';
import { plannedTraffic } from '../releaseSteps';
import { findDeploymentByKey } from '../store/findDeployments';
import { takeTarget } from '../store/takeTarget';
import { assertFree } from '../traffic/planTraffic';
import { planRebuild, PlanRebuildOptions } from './planRebuild';

/** A rebuild asks nothing of the model, which may have left the catalog. */
export type RebuildRequest = Pick<
  DeploymentRequest,
  'modelRef' | 'environment' | 'requestedBy' | 'idempotencyKey'
>;

export interface RequestRebuildOptions extends PlanRebuildOptions {
  now: () => Date;
}

/**
 * Begins the rebuild of what one model serves in an environment. It takes its target at
 * once, and waits in no queue, where it would take the place of something newer.
 *
 * @returns the deployment, or the one that the same key made before
 * @throws ConflictError while another deployment is under way or queued there, or when
 *   nothing serves there; InputError when its runtime cannot
 */
export async function requestRebuild(
  request: RebuildRequest,
  options: RequestRebuildOptions,
): Promise<DeploymentRow> {
  const { database } = options;
  const findMade = async () =>
    request.idempotencyKey
      ? findDeploymentByKey(database, request.modelRef, request.idempotencyKey)
      : undefined;
  const earlier = await findMade();
  if (earlier) {
    return earlier;
  }
  await assertFree(database, request, 'rebuild it');
  const row = await newRebuildRow(request, options);
  try {
    await database.transaction(trx =>
      takeTarget(trx, row, plannedTraffic(row.id)),
    );
    return row;
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error;
    }
  }
  const made = await findMade();
  if (made) {
    return made;
  }
  await assertFree(database, request, 'rebuild it');
  throw new ConflictError(
    `Somebody else changed what serves '${request.environment}' just now: look at it again before you rebuild it`,
  );
}

/** @returns a rebuild that has its target, nothing of which has happened */
export async function newRebuildRow(
  request: RebuildRequest,
  options: RequestRebuildOptions,
): Promise<DeploymentRow> {
  const plan = await planRebuild(request, options);
  return {
    ...newDeploymentRow({
      request: { ...request, trigger: 'rebuild' },
      plan: { ...plan, ...NO_CANARY },
      now: options.now(),
    }),
    slot: 'active',
  };
}
