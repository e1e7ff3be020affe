import {
  BuildComparison,
  buildComparisonSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

interface BuildComparisonRow {
  deployment_id: string;
  /** JSON. */
  comparison: string;
}

/** Keeps how a build was beside the live version; made again, in place of the one before. */
export async function saveBuildComparison(
  knex: Knex,
  deploymentId: string,
  comparison: BuildComparison,
): Promise<void> {
  await knex<BuildComparisonRow>('build_comparisons')
    .insert({
      deployment_id: deploymentId,
      comparison: JSON.stringify(comparison),
    })
    .onConflict('deployment_id')
    .merge();
}

/** @returns undefined of a deployment that was compared with nothing */
export async function findBuildComparison(
  knex: Knex,
  deploymentId: string,
): Promise<BuildComparison | undefined> {
  const row = await knex<BuildComparisonRow>('build_comparisons')
    .where({ deployment_id: deploymentId })
    .first();
  return row && buildComparisonSchema.parse(JSON.parse(row.comparison));
}
