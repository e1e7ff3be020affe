import { LoggerService } from '@backstage/backend-plugin-api';
import { PIPELINE_STAGES } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { isUniqueViolation } from '../isUniqueViolation';
import { assertDeployedHere } from './assertDeployedHere';
import { ApprovalColumns, NO_APPROVAL } from './approvals/ApprovalColumns';
import { ApprovalNotifier } from './approvals/ApprovalNotifier';
import { planApproval, PlanApprovalOptions } from './approvals/planApproval';
import { tellOfOutcome } from './approvals/tellOfOutcome';
import { CanaryColumns, NO_CANARY, trialStatusOf } from './canary/Canary';
import { planCanary } from './canary/planCanary';
import { DeploymentRow, StepRow } from './DeploymentRow';
import { KeptRequest, newDeploymentRow } from './newDeploymentRow';
import {
  DeploymentPlan,
  DeploymentRequest,
  planDeployment,
  PlanDeploymentOptions,
} from './planDeployment';
import { planRollback } from './planRollback';
import { requestRebuild } from './rebuild/requestRebuild';
import { planStop } from './planStop';
import { planRetrain } from './retrain/planRetrain';
import { plannedSteps, plannedStop } from './releaseSteps';
import { findDeploymentByKey } from './store/findDeployments';
import { findLastStages } from './store/findLastStages';
import { findLastStepSeconds } from './store/findLastStepSeconds';
import { insertDeployment, TargetTakenError } from './store/insertDeployment';

export interface RequestDeploymentOptions
  extends PlanDeploymentOptions,
    PlanApprovalOptions {
  approvalNotifier: ApprovalNotifier;
  logger: LoggerService;
  now: () => Date;
}

/** Requests at once that collide at a target are tried again this often. */
const ATTEMPTS = 5;

/** A stop asks nothing of the model, which may have left the catalog. */
export type StopRequest = Pick<
  DeploymentRequest,
  'modelRef' | 'environment' | 'requestedBy' | 'idempotencyKey'
>;

/**
 * Queues a deployment; it replaces one that waits at the same target.
 *
 * @returns the deployment, or the one that the same key made before
 * @throws InputError, ConflictError, NotFoundError when it could never succeed
 * @throws TargetTakenError when it yields, and anything is left to be done there
 */
export async function requestDeployment(
  asked: DeploymentRequest,
  options: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  if (asked.trigger === 'stop') {
    return requestStop(asked, options);
  }
  if (asked.trigger === 'rebuild') {
    return requestRebuild(asked, options);
  }
  // First: a rollback that was made has left nothing to plan.
  const earlier = await findMade(asked, options.database);
  if (earlier) {
    return earlier;
  }
  assertDeployedHere(asked, options);
  const request = await complete(asked, options);
  const plan = {
    ...(await planDeployment(request, options)),
    ...(await planApproval(request, options)),
    ...planCanary(request),
  };
  return queueOnce(request, plan, options);
}

/** @returns with the version or the commit that what was asked for comes to */
async function complete(
  asked: DeploymentRequest,
  options: RequestDeploymentOptions,
): Promise<DeploymentRequest> {
  switch (asked.trigger) {
    case 'rollback':
      return planRollback(asked, options);
    case 'retrain':
      return planRetrain(asked, options);
    default:
      return asked;
  }
}

/**
 * Queues a stop of what serves. No approval is asked for: what goes wrong must be
 * stopped at once, by one person alone.
 *
 * @returns the deployment, or the one that the same key made before
 * @throws ConflictError when nothing serves there
 */
export async function requestStop(
  asked: StopRequest,
  options: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  // First: a stop that was made has left nothing to plan.
  const earlier = await findMade(asked, options.database);
  if (earlier) {
    return earlier;
  }
  const plan = {
    ...(await planStop(asked, options)),
    ...NO_APPROVAL,
    ...NO_CANARY,
  };
  return queueOnce({ ...asked, trigger: 'stop' }, plan, options);
}

async function queueOnce(
  request: KeptRequest,
  plan: DeploymentPlan & ApprovalColumns & CanaryColumns,
  options: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await queueDeployment(request, plan, options);
    } catch (error) {
      // Another request has queued one, or used the key, since we looked.
      const isTaken = error instanceof TargetTakenError;
      const made =
        isTaken || isUniqueViolation(error)
          ? await findMade(request, options.database)
          : undefined;
      if (made) {
        return made;
      }
      if (!isUniqueViolation(error) || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function queueDeployment(
  request: KeptRequest,
  plan: DeploymentPlan & ApprovalColumns & CanaryColumns,
  options: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  const { database, now } = options;
  const row = newDeploymentRow({ request, plan, now: now() });
  const steps = await planSteps(row, database);
  const superseded = await database.transaction(trx =>
    insertDeployment(trx, { row, steps, yields: request.yields }),
  );
  if (superseded?.status === 'awaiting-approval') {
    await tellOfOutcome(superseded, {
      ...options,
      withdrawnBy: request.requestedBy,
    });
  }
  return row;
}

async function planSteps(
  row: DeploymentRow,
  database: Knex,
): Promise<StepRow[]> {
  const {
    id,
    model_ref: modelRef,
    engine,
    approval,
    canary,
    retrain,
    trigger,
  } = row;
  if (trigger === 'stop') {
    return plannedStop(id);
  }
  const lastStages = await findLastStages(database, modelRef);
  const stages = lastStages.length > 0 ? lastStages : PIPELINE_STAGES;
  const steps = plannedSteps(id, engine === null ? [] : stages, {
    needsApproval: approval === 'needed',
    trial: canary === null ? undefined : trialStatusOf(row),
    isRetrain: retrain !== null,
  });
  const lastSeconds = await findLastStepSeconds(database, row, steps);
  return steps.map(step => ({
    ...step,
    last_seconds: lastSeconds.get(step.name) ?? null,
  }));
}

async function findMade(
  { modelRef, idempotencyKey }: StopRequest,
  database: Knex,
): Promise<DeploymentRow | undefined> {
  return idempotencyKey
    ? findDeploymentByKey(database, modelRef, idempotencyKey)
    : undefined;
}
