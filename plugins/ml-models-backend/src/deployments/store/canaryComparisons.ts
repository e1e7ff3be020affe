import {
  CanaryComparison,
  canaryComparisonSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

interface CanaryComparisonRow {
  deployment_id: string;
  /** JSON. */
  comparison: string;
}

/** Keeps the newest look at a deployment's canary, in place of the one before. */
export async function saveComparison(
  knex: Knex,
  deploymentId: string,
  comparison: CanaryComparison,
): Promise<void> {
  await knex<CanaryComparisonRow>('canary_comparisons')
    .insert({
      deployment_id: deploymentId,
      comparison: JSON.stringify(comparison),
    })
    .onConflict('deployment_id')
    .merge();
}

/** @returns undefined of a deployment whose canary was never looked at */
export async function findComparison(
  knex: Knex,
  deploymentId: string,
): Promise<CanaryComparison | undefined> {
  const row = await knex<CanaryComparisonRow>('canary_comparisons')
    .where({ deployment_id: deploymentId })
    .first();
  return row && canaryComparisonSchema.parse(JSON.parse(row.comparison));
}
