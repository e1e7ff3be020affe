import {
  Deployment,
  deploymentSchema,
  DeploymentStatus,
  DeploymentStep,
  DeploymentTrigger,
  StepStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { DatabaseInstant } from '../databaseInstant';
import { ApprovalColumns } from './approvals/ApprovalColumns';
import { CanaryColumns } from './canary/Canary';
import { HoldColumns } from './hold/HoldColumns';
import { RetrainColumns } from './retrain/RetrainColumns';
import { TrafficColumns } from './traffic/TrafficColumns';

export interface DeploymentRow
  extends ApprovalColumns,
    CanaryColumns,
    HoldColumns,
    RetrainColumns,
    TrafficColumns {
  id: string;
  model_ref: string;
  environment: string;
  status: DeploymentStatus;
  /**
   * Queued: waits for its target to be free, or for an approval. Null once nothing
   * is left to be done, stopping versions included.
   */
  slot: 'active' | 'queued' | null;
  version: number | null;
  previous_version: number | null;
  trigger: DeploymentTrigger;
  requested_by: string | null;
  idempotency_key: string | null;
  /** Null: it retries none. */
  retry_of: string | null;
  created_at: DatabaseInstant;
  ended_at: DatabaseInstant | null;
  source_location: string | null;
  requested_commit: string | null;
  commit: string | null;
  /** Null: nothing is built. */
  engine: string | null;
  run_id: string | null;
  /** Null: the run has no page of its own, or it is not known yet. */
  run_url: string | null;
  runtime: string;
  current_step: string | null;
  failure: string | null;
  cancel_requested_at: DatabaseInstant | null;
  cancel_reason: string | null;
  lease_owner: string | null;
  lease_until: DatabaseInstant | null;
  epoch: number;
  /** Claims that ended by an error, since the last that got on. */
  errors_in_row: number;
  /** Claims whose end was not told, the present one included. */
  crashes_in_row: number;
}

export interface StepRow {
  deployment_id: string;
  name: string;
  position: number;
  kind: DeploymentStep['kind'];
  status: StepStatus;
  started_at: DatabaseInstant | null;
  ended_at: DatabaseInstant | null;
  last_seconds: number | null;
  message: string | null;
  log: string | null;
}

export interface LiveVersionRow {
  model_ref: string;
  environment: string;
  /** The one with the largest share. */
  version: number;
  /** Kept warm for a rollback. */
  previous_version: number | null;
  deployment_id: string;
  runtime: string;
  since: DatabaseInstant;
  /** JSON: shares that were set by hand. Null: the version answers every request. */
  weights: string | null;
  /** The edit that set them. Null: the deployment did. */
  traffic_id: string | null;
  requested_by: string | null;
}

export type DeploymentFailureRecord = NonNullable<Deployment['failure']>;

export function failureOf(
  row: DeploymentRow,
): DeploymentFailureRecord | undefined {
  return row.failure === null
    ? undefined
    : deploymentSchema.shape.failure.parse(JSON.parse(row.failure));
}

export function targetOf(row: {
  model_ref: string;
  environment: string;
}): ServingTarget {
  return { modelRef: row.model_ref, environment: row.environment };
}
