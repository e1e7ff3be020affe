import {
  DeploymentSummary,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow } from './DeploymentRow';
import { listSteps } from './store/findDeployments';
import { toDeploymentSummary } from './toDeployment';

/** Summaries of deployments, in their order; one query for all their steps. */
export async function summarise(
  knex: Knex,
  rows: DeploymentRow[],
  now: Date,
): Promise<DeploymentSummary[]> {
  const told = rows.filter(
    row => !isFinalDeploymentStatus(row.status) || row.approval !== null,
  );
  const steps = await listSteps(
    knex,
    told.map(row => row.id),
  );
  return rows.map(row =>
    toDeploymentSummary(
      row,
      steps.filter(step => step.deployment_id === row.id),
      now,
    ),
  );
}
