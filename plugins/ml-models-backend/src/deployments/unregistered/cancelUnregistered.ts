import { LoggerService } from '@backstage/backend-plugin-api';
import { waitsForDecision } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { ApprovalNotifier } from '../approvals/ApprovalNotifier';
import { tellOfOutcome } from '../approvals/tellOfOutcome';
import { DeploymentRow } from '../DeploymentRow';
import { tryCancelDeployment } from '../store/cancelDeployment';
import { getDeploymentRow } from '../store/findDeployments';

export interface CancelUnregisteredOptions {
  approvalNotifier: ApprovalNotifier;
  database: Knex;
  logger: LoggerService;
}

/**
 * Cancels a deployment of a model that is no longer in the catalog. One whose
 * approval is decided at this moment is left for the next look.
 *
 * @param seen - the deployment as it was before the catalog was asked
 */
export async function cancelUnregistered(
  seen: DeploymentRow,
  { missingSince, now }: { missingSince: Date; now: Date },
  options: CancelUnregisteredOptions,
): Promise<void> {
  // Its worker was asked by an earlier look, or by somebody.
  if (seen.cancel_requested_at !== null) {
    return;
  }
  const { database, logger } = options;
  const reason = `Cancelled: the model is no longer in the catalog (missing since ${missingSince.toISOString()}). Register it again, then retry`;
  if (!(await tryCancelDeployment(database, { seen, reason, now }))) {
    return;
  }
  logger.info(
    `Deployment ${seen.id} of ${seen.model_ref} to ${seen.environment}: ${reason}`,
  );
  if (waitsForDecision(seen.status)) {
    const row = await getDeploymentRow(database, seen.id);
    await tellOfOutcome(row, { ...options, isUnregistered: true });
  }
}
