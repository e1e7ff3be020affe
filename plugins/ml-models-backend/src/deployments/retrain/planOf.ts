import { Retrain } from '@noshelfware/backstage-plugin-ml-models-common';
import { RetrainSchedule } from '@noshelfware/backstage-plugin-ml-models-node';
import { nextSlot } from './nextSlot';
import { RetrainPlanRow } from './retrainPlans';

/**
 * Brings what is known of a model's retrains in step with what the model says. What
 * was changed begins now: neither a slot nor a verdict of before counts.
 */
export function planOf(
  { modelRef, retrain }: { modelRef: string; retrain: Retrain },
  {
    before,
    schedule,
    now,
  }: {
    before: RetrainPlanRow | undefined;
    schedule: RetrainSchedule | undefined;
    now: Date;
  },
): RetrainPlanRow {
  const { environment, onVerdict = null } = retrain;
  const known = before?.environment === environment ? before : undefined;
  const told = (schedule && retrain.schedule) ?? null;
  const isSameSchedule = known?.schedule === told;
  const isSameVerdict = known?.on_verdict === onVerdict;
  return {
    model_ref: modelRef,
    environment,
    schedule: told,
    next_at: isSameSchedule
      ? known.next_at
      : (schedule && nextSlot(schedule, { from: now, now })) ?? null,
    on_verdict: onVerdict,
    verdict_seen_s: isSameVerdict
      ? known.verdict_seen_s
      : Math.floor(now.getTime() / 1_000),
    note: isSameSchedule && isSameVerdict ? known.note : null,
  };
}
