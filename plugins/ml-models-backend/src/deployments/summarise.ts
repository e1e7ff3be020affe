import {
  DeploymentSummary,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow } from './DeploymentRow';
import { findLeadTimes } from './findLeadTimes';
import { listSteps } from './store/findDeployments';
import { toDeploymentSummary } from './toDeployment';

/** Summaries of deployments, in their order; the number of queries does not grow with them. */
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
  const leadTimes = await findLeadTimes(knex, rows);
  return rows.map(row => ({
    ...toDeploymentSummary(
      row,
      steps.filter(step => step.deployment_id === row.id),
      now,
    ),
    leadTimeSeconds: leadTimes.get(row.id),
  }));
}
