import {
  EXTERNAL_RUNTIME,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { v7 as uuidv7 } from 'uuid';
import { NO_APPROVAL } from '../approvals/ApprovalColumns';
import { NO_CANARY } from '../canary/Canary';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';
import { newDeploymentRow } from '../newDeploymentRow';
import { toKeptWeights } from '../traffic/TrafficColumns';
import { weightsOf } from '../traffic/weightsOf';

/** What is known of a target before something is learnt of it. */
export interface KnownServing {
  target: ServingTarget;
  /** Undefined: nothing. */
  live: LiveVersionRow | undefined;
  /** What has last changed who answers there. */
  lastChange: DeploymentRow | undefined;
}

export interface LearntTraffic {
  version: number;
  weights: readonly VersionWeight[];
  /** JSON; null: not known. */
  commit: string | null;
  at: Date;
}

/**
 * A deployment in which nothing is left to be done, at the time that it was made by
 * whoever made it.
 */
function toRow(
  { target, live, lastChange }: KnownServing,
  { version, commit, at }: Pick<LearntTraffic, 'version' | 'commit' | 'at'>,
): DeploymentRow {
  return {
    ...newDeploymentRow({
      request: {
        ...target,
        trigger: 'observed',
        // One alone follows what was known: of two replicas that learn at once, one
        // is late.
        idempotencyKey: `observed:${target.environment}:${
          lastChange?.id ?? 'first'
        }`,
      },
      plan: {
        version,
        requested_commit: null,
        source_location: null,
        engine: null,
        runtime: EXTERNAL_RUNTIME,
        ...NO_APPROVAL,
        ...NO_CANARY,
      },
      now: at,
    }),
    // Lists are in the order of ids.
    id: uuidv7({ msecs: at.getTime() }),
    slot: null,
    ended_at: at,
    commit,
    previous_version: live?.version ?? null,
  };
}

/** Another version answers the most, or one does where none did; or shares have changed. */
export function toObservedDeployment(
  known: KnownServing,
  learnt: LearntTraffic,
): DeploymentRow {
  const { live } = known;
  const isTakeover = live?.version !== learnt.version;
  const isShared = learnt.weights.length > 1;
  return {
    ...toRow(known, learnt),
    status: isTakeover ? 'live' : 'traffic-edited',
    traffic_weights:
      isShared || !isTakeover ? toKeptWeights(learnt.weights) : null,
    traffic_before: live && isShared ? toKeptWeights(weightsOf(live)) : null,
  };
}

/** @param at - when the last request was answered */
export function toCeased(
  known: KnownServing & { live: LiveVersionRow },
  at: Date,
): DeploymentRow {
  const { version } = known.live;
  return { ...toRow(known, { version, commit: null, at }), status: 'ceased' };
}

/** @param row - as `toObservedDeployment` has made it */
export function toLiveVersion(
  live: LiveVersionRow | undefined,
  row: DeploymentRow,
  { version, weights, at }: LearntTraffic,
): LiveVersionRow {
  const isTakeover = row.status === 'live';
  return {
    model_ref: row.model_ref,
    environment: row.environment,
    version,
    previous_version: null,
    deployment_id: isTakeover || !live ? row.id : live.deployment_id,
    runtime: EXTERNAL_RUNTIME,
    since: isTakeover || !live ? at : live.since,
    requested_by: null,
    weights: weights.length > 1 ? toKeptWeights(weights) : null,
    traffic_id: isTakeover ? null : row.id,
  };
}
