import { ConflictError } from '@backstage/errors';
import { isUniqueViolation } from '../../isUniqueViolation';
import { NO_APPROVAL } from '../approvals/ApprovalColumns';
import { NO_CANARY } from '../canary/Canary';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';
import { newDeploymentRow } from '../newDeploymentRow';
import { plannedRetire } from '../releaseSteps';
import { ServedVersionKey } from '../ServiceTokens';
import {
  findActiveDeployment,
  findDeploymentByKey,
} from '../store/findDeployments';
import { takeTarget } from '../store/takeTarget';
import { assertFree } from '../traffic/planTraffic';
import {
  assertUnused,
  booked,
  planRetire,
  PlanRetireOptions,
} from './planRetire';

/** Asks nothing of the model, as a stop does. */
export interface RetireRequest extends ServedVersionKey {
  requestedBy: string;
  idempotencyKey?: string;
}

export interface RequestRetireOptions extends PlanRetireOptions {
  now: () => Date;
}

/**
 * Begins to end a version that runs without requests. It is a deployment, as only what
 * has the target may stop what runs there. Race prevented: somebody rolls back to the
 * version meanwhile, and it is stopped as it gets the requests.
 *
 * @returns the deployment, or the one that the same key made before, or the one that
 *   retires the version just now
 * @throws NotFoundError, ConflictError when the version cannot be retired
 */
export async function requestRetire(
  request: RetireRequest,
  options: RequestRetireOptions,
): Promise<DeploymentRow> {
  // First: a version that was retired does not run any more.
  const earlier = await findMade(request, options);
  if (earlier) {
    return earlier;
  }
  try {
    return await begin(request, options);
  } catch (error) {
    // Race prevented: somebody who asks for the same has begun since we looked.
    const made = await findMade(request, options);
    if (made) {
      return made;
    }
    if (!isUniqueViolation(error)) {
      throw error;
    }
  }
  const { environment, version } = request;
  await assertFree(options.database, request, `retire version ${version}`);
  throw new ConflictError(
    `Somebody else changed what runs in '${environment}' just now: look at it again before you retire version ${version}`,
  );
}

async function begin(
  request: RetireRequest,
  options: RequestRetireOptions,
): Promise<DeploymentRow> {
  const live = await planRetire(request, options);
  const row = newRetirement(request, live, options.now());
  await options.database.transaction(async trx => {
    const found = await takeTarget(trx, row, plannedRetire(row.id));
    // Race prevented: a deployment has given it requests since we planned. By our
    // books, as one that is to answer may be down.
    assertUnused(request, booked(found));
  });
  return row;
}

function newRetirement(
  request: RetireRequest,
  live: LiveVersionRow,
  now: Date,
): DeploymentRow {
  return {
    ...newDeploymentRow({
      request: { ...request, trigger: 'retire' },
      plan: {
        version: request.version,
        requested_commit: null,
        source_location: null,
        engine: null,
        runtime: live.runtime,
        ...NO_APPROVAL,
        ...NO_CANARY,
      },
      now,
    }),
    slot: 'active',
  };
}

async function findMade(
  request: RetireRequest,
  { database }: PlanRetireOptions,
): Promise<DeploymentRow | undefined> {
  const { modelRef, idempotencyKey, version } = request;
  const made = idempotencyKey
    ? await findDeploymentByKey(database, modelRef, idempotencyKey)
    : undefined;
  if (made) {
    return made;
  }
  const active = await findActiveDeployment(database, request);
  return active?.trigger === 'retire' && active.version === version
    ? active
    : undefined;
}
