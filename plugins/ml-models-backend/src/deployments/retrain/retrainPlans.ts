import { Knex } from 'knex';
import { DatabaseInstant } from '../../databaseInstant';

export interface RetrainPlanRow {
  model_ref: string;
  environment: string;
  /** As it was when its next slot was set; null: there is none. */
  schedule: string | null;
  /** The next slot, or the first of those that are due. */
  next_at: DatabaseInstant | null;
  on_verdict: string | null;
  /** Changes of the verdict until then are done with, seconds since the epoch. */
  verdict_seen_s: number | string;
  /** What one that is due waits for, or why the last was skipped. */
  note: string | null;
}

export async function listRetrainPlans(knex: Knex): Promise<RetrainPlanRow[]> {
  return knex<RetrainPlanRow>('retrain_plans');
}

export async function findRetrainPlan(
  knex: Knex,
  modelRef: string,
): Promise<RetrainPlanRow | undefined> {
  return knex<RetrainPlanRow>('retrain_plans')
    .where({ model_ref: modelRef })
    .first();
}

export async function saveRetrainPlan(
  knex: Knex,
  plan: RetrainPlanRow,
): Promise<void> {
  await knex<RetrainPlanRow>('retrain_plans')
    .insert(plan)
    .onConflict('model_ref')
    .merge();
}

/** Of a model that asks for none any more: set again, it begins anew. */
export async function deleteRetrainPlan(
  knex: Knex,
  modelRef: string,
): Promise<void> {
  await knex<RetrainPlanRow>('retrain_plans')
    .where({ model_ref: modelRef })
    .delete();
}
