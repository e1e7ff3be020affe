import { largestOf } from '@noshelfware/backstage-plugin-ml-models-common';
import { ConflictError } from '@backstage/errors';
import { isUniqueViolation } from '../../isUniqueViolation';
import { NO_APPROVAL } from '../approvals/ApprovalColumns';
import { NO_CANARY } from '../canary/Canary';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';
import { newDeploymentRow } from '../newDeploymentRow';
import { plannedTraffic } from '../releaseSteps';
import { findDeploymentByKey } from '../store/findDeployments';
import { takeTarget } from '../store/takeTarget';
import {
  assertFree,
  assertSeen,
  planTraffic,
  PlanTrafficOptions,
  TrafficRequest,
} from './planTraffic';
import { toKeptWeights } from './TrafficColumns';

/**
 * Begins an edit of the traffic. It takes its target at once, as only what is live
 * and not in the hands of a deployment can be shared out.
 *
 * @returns the edit, or the one that the same key made before
 * @throws InputError, ConflictError when the traffic cannot be set so
 */
export async function requestTraffic(
  request: TrafficRequest,
  options: PlanTrafficOptions & { now: () => Date },
): Promise<DeploymentRow> {
  // First: an edit that was made has changed the revision.
  const earlier = await findMade(request, options);
  if (earlier) {
    return earlier;
  }
  const row = newEdit(request, await planTraffic(request, options), options);
  try {
    await options.database.transaction(async trx => {
      const live = await takeTarget(trx, row, plannedTraffic(row.id));
      // Race prevented: what was under way as we planned may have ended since.
      assertSeen(live, request.revision);
    });
    return row;
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error;
    }
  }
  const made = await findMade(request, options);
  if (made) {
    return made;
  }
  await assertFree(options.database, request);
  throw new ConflictError(
    `Somebody else changed what serves '${request.environment}' just now: look at it again before you edit the traffic`,
  );
}

function newEdit(
  request: TrafficRequest,
  live: LiveVersionRow,
  { now }: { now: () => Date },
): DeploymentRow {
  return {
    ...newDeploymentRow({
      request: { ...request, trigger: 'traffic' },
      plan: {
        version: largestOf(request.weights, live.version),
        requested_commit: null,
        source_location: null,
        engine: null,
        runtime: live.runtime,
        ...NO_APPROVAL,
        ...NO_CANARY,
      },
      now: now(),
    }),
    slot: 'active',
    traffic_weights: toKeptWeights(request.weights),
  };
}

async function findMade(
  { modelRef, idempotencyKey }: TrafficRequest,
  { database }: PlanTrafficOptions,
): Promise<DeploymentRow | undefined> {
  return idempotencyKey
    ? findDeploymentByKey(database, modelRef, idempotencyKey)
    : undefined;
}
