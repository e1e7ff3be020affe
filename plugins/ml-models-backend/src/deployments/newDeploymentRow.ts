import { v7 as uuidv7 } from 'uuid';
import { ApprovalColumns } from './approvals/ApprovalColumns';
import { CanaryColumns } from './canary/Canary';
import { DeploymentRow } from './DeploymentRow';
import { NO_HOLD } from './hold/HoldColumns';
import { ENDED_IN_ORDER } from './claimEnds';
import { DeploymentPlan, DeploymentRequest } from './planDeployment';
import { NO_TRAFFIC } from './traffic/TrafficColumns';

/** What is kept of a request. */
export type KeptRequest = Pick<
  DeploymentRequest,
  | 'modelRef'
  | 'environment'
  | 'requestedBy'
  | 'idempotencyKey'
  | 'retryOf'
  | 'trigger'
  | 'reason'
  | 'retrain'
  | 'yields'
>;

/** @returns a deployment that waits for its turn, nothing of which has happened */
export function newDeploymentRow({
  request,
  plan,
  now,
}: {
  request: KeptRequest;
  plan: DeploymentPlan & ApprovalColumns & CanaryColumns;
  now: Date;
}): DeploymentRow {
  return {
    ...plan,
    ...NO_HOLD,
    ...NO_TRAFFIC,
    id: uuidv7(),
    model_ref: request.modelRef,
    environment: request.environment,
    status: 'queued',
    slot: 'queued',
    previous_version: null,
    trigger: request.trigger,
    requested_by: request.requestedBy ?? null,
    reason: request.reason ?? null,
    retrain: request.retrain ? JSON.stringify(request.retrain) : null,
    idempotency_key: request.idempotencyKey ?? null,
    retry_of: request.retryOf ?? null,
    created_at: now,
    ended_at: null,
    commit: null,
    run_id: null,
    run_url: null,
    current_step: null,
    failure: null,
    cancel_requested_at: null,
    cancel_reason: null,
    lease_owner: null,
    lease_until: null,
    epoch: 0,
    ...ENDED_IN_ORDER,
  };
}
