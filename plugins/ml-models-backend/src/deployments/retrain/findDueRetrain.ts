import { Retrain } from '@noshelfware/backstage-plugin-ml-models-common';
import { RetrainSchedule } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { durationMs } from '../../durationMs';
import { DeploymentRow } from '../DeploymentRow';
import { findLiveVersion } from '../store/liveVersions';
import { nextSlot } from './nextSlot';
import { RetrainPlanRow } from './retrainPlans';
import { VerdictTurns } from './VerdictTurns';

/** A retrain whose time has come. */
export interface DueRetrain {
  by: 'schedule' | 'verdict';
  /** Names the slot, or the turn of the verdict: asked for again, it is the same. */
  idempotencyKey: string;
  /** For whoever looks at it, in a sentence without its full stop. */
  reason: string;
  /** The plan once it was asked for, or skipped. */
  done: RetrainPlanRow;
  /** Before then it is not asked for; absent: at once. */
  notBefore?: Date;
}

export interface FindDueRetrainOptions {
  database: Knex;
  verdicts: VerdictTurns;
  now: Date;
}

/** @returns the one that is due, the schedule first; undefined: none is */
export async function findDueRetrain(
  plan: RetrainPlanRow,
  {
    retrain,
    schedule,
  }: { retrain: Retrain; schedule: RetrainSchedule | undefined },
  options: FindDueRetrainOptions,
): Promise<DueRetrain | undefined> {
  return (
    findDueSlot(plan, schedule, options.now) ??
    findDueVerdict(plan, retrain, options)
  );
}

function findDueSlot(
  plan: RetrainPlanRow,
  schedule: RetrainSchedule | undefined,
  now: Date,
): DueRetrain | undefined {
  const slot = plan.next_at && new Date(plan.next_at);
  if (!slot || !schedule || slot > now) {
    return undefined;
  }
  const at = slot.toISOString();
  return {
    by: 'schedule',
    idempotencyKey: `retrain:${plan.environment}:slot:${at}`,
    reason: `Its schedule (${plan.schedule}) had it due at ${at}`,
    done: {
      ...plan,
      // However many were missed, one comes late.
      next_at: nextSlot(schedule, { from: slot, now }),
      note: null,
    },
  };
}

async function findDueVerdict(
  plan: RetrainPlanRow,
  { onVerdict, atMostEvery }: Retrain,
  { database, verdicts }: FindDueRetrainOptions,
): Promise<DueRetrain | undefined> {
  const target = { modelRef: plan.model_ref, environment: plan.environment };
  const live = onVerdict && (await findLiveVersion(database, target));
  const turn =
    live &&
    (await verdicts.findTurn({ ...target, version: live.version }, onVerdict));
  if (!turn || turn.atS <= Number(plan.verdict_seen_s)) {
    return undefined;
  }
  const key = `retrain:${plan.environment}:verdict:${live.version}:${turn.atS}`;
  const last = await findLastRetrain(database, plan);
  return {
    by: 'verdict',
    idempotencyKey: key,
    reason: turn.says,
    done: { ...plan, verdict_seen_s: turn.atS, note: null },
    notBefore:
      last && last.idempotency_key !== key
        ? new Date(
            new Date(last.created_at).getTime() + durationMs(atMostEvery),
          )
        : undefined,
  };
}

/** @returns the newest, whoever asked for it and whatever became of it */
async function findLastRetrain(
  database: Knex,
  plan: RetrainPlanRow,
): Promise<DeploymentRow | undefined> {
  return database<DeploymentRow>('deployments')
    .where({ model_ref: plan.model_ref, environment: plan.environment })
    .whereNotNull('retrain')
    .orderBy('id', 'desc')
    .first();
}
