import {
  Approval,
  APPROVE_STEP,
  BuildComparison,
  CanaryComparison,
  CanaryRules,
  Commit,
  Deployment,
  DeploymentStep,
  DeploymentSummary,
  isFinalDeploymentStatus,
  leastCanarySeconds,
  trialStepOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { commitOf } from '../commitOf';
import {
  DatabaseInstant,
  toInstant,
  toOptionalInstant,
} from '../databaseInstant';
import { toApproval } from './approvals/ApprovalColumns';
import { toCanaryRules } from './canary/Canary';
import { DeploymentRow, failureOf, StepRow } from './DeploymentRow';
import { toHold } from './hold/HoldColumns';
import { toTraffic } from './traffic/TrafficColumns';

/** @param steps - of this deployment; needed while it is under way, and if it had to be approved */
export function toDeploymentSummary(
  row: DeploymentRow,
  steps: StepRow[],
  now: Date,
): DeploymentSummary {
  return {
    id: row.id,
    modelRef: row.model_ref,
    environment: row.environment,
    status: row.status,
    version: row.version ?? undefined,
    commit: commitOf(row) ?? requestedCommit(row),
    trigger: row.trigger,
    requestedBy: row.requested_by ?? undefined,
    reason: row.reason ?? undefined,
    createdAt: toInstant(row.created_at),
    endedAt: toOptionalInstant(row.ended_at),
    currentStep: row.current_step ?? undefined,
    progress: isFinalDeploymentStatus(row.status)
      ? undefined
      : estimateProgress(
          // The first version of an environment has none to be compared with.
          row.previous_version === null
            ? steps
            : foretellCanary(steps, toCanaryRules(row)),
          now,
        ),
    approval: approvalOf(row, steps),
    traffic: toTraffic(row),
  };
}

function approvalOf(
  row: DeploymentRow,
  steps: StepRow[],
): Approval | undefined {
  const approval = toApproval(row);
  const wait = steps.find(({ name }) => name === APPROVE_STEP);
  return approval && wait?.started_at && wait.ended_at
    ? {
        ...approval,
        waitedSeconds: secondsBetween(wait.started_at, wait.ended_at),
      }
    : approval;
}

function requestedCommit(row: DeploymentRow): Commit | undefined {
  return row.requested_commit === null
    ? undefined
    : { sha: row.requested_commit };
}

/** What is kept of a deployment beside its row. */
export interface KeptOfDeployment {
  /** In order. */
  steps: StepRow[];
  /** Undefined where nothing was looked at that was tried. */
  comparison: CanaryComparison | undefined;
  /** Undefined where a retry builds all anew, or nothing. */
  resumesFrom: string | undefined;
  /** Undefined of what is no retrain, or was not compared yet. */
  buildComparison: BuildComparison | undefined;
  /** Undefined where nobody else shows it. */
  mirrors: Deployment['mirrors'];
}

export function toDeployment(
  row: DeploymentRow,
  {
    steps,
    comparison,
    resumesFrom,
    buildComparison,
    mirrors,
  }: KeptOfDeployment,
  now: Date,
): Deployment {
  return {
    ...toDeploymentSummary(row, steps, now),
    steps: steps.map(toStep),
    failure: failureOf(row),
    previousVersion: row.previous_version ?? undefined,
    runUrl: row.run_url ?? undefined,
    mirrors,
    canary: toCanaryRules(row),
    comparison,
    resumesFrom,
    hold: toHold(row),
    buildComparison,
  };
}

function toStep(row: StepRow): DeploymentStep {
  return {
    name: row.name,
    kind: row.kind,
    status: row.status,
    startedAt: toOptionalInstant(row.started_at),
    endedAt: toOptionalInstant(row.ended_at),
    lastSeconds: row.last_seconds ?? undefined,
    message: row.message ?? undefined,
    hasLog:
      row.kind === 'pipeline' ? row.started_at !== null : row.log !== null,
  };
}

/** A canary takes what its rules say, however long the last one took. */
export function foretellCanary(
  steps: StepRow[],
  canary: CanaryRules | undefined,
): StepRow[] {
  return canary
    ? steps.map(step =>
        step.name === trialStepOf(canary)
          ? { ...step, last_seconds: leastCanarySeconds(canary) }
          : step,
      )
    : steps;
}

/**
 * The share of the last run's time that is behind: all of a step that has
 * ended, of a running one what it has taken so far, its last time at most.
 *
 * @returns undefined when no step's last time is known
 */
export function estimateProgress(
  steps: StepRow[],
  now: Date,
): number | undefined {
  const total = sum(steps.map(step => step.last_seconds ?? 0));
  const behind = sum(steps.map(step => secondsBehind(step, now)));
  return total > 0 ? Math.min(1, behind / total) : undefined;
}

function secondsBehind(step: StepRow, now: Date): number {
  const lastSeconds = step.last_seconds ?? 0;
  switch (step.status) {
    case 'pending':
      return 0;
    case 'running': {
      const startedMs = new Date(step.started_at ?? now).getTime();
      const seconds = Math.max(0, (now.getTime() - startedMs) / 1000);
      return Math.min(seconds, lastSeconds);
    }
    default:
      return lastSeconds;
  }
}

function secondsBetween(start: DatabaseInstant, end: DatabaseInstant): number {
  const milliseconds = new Date(end).getTime() - new Date(start).getTime();
  return Math.max(0, milliseconds / 1_000);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
