import { toError } from '@backstage/errors';
import { failureOf } from '../DeploymentRow';
import { DeploymentRun } from './DeploymentRun';

/**
 * Leaves a trace of what became of a deployment, minutes after it was asked for, also
 * where nobody did: a canary that was put back by itself. After a crash there may be
 * two.
 */
export async function auditEnd({ row, options }: DeploymentRun): Promise<void> {
  const { auditor, logger } = options;
  const failure = failureOf(row);
  try {
    const trace = await auditor.createEvent({
      eventId: 'deployment-end',
      severityLevel: 'medium',
      meta: {
        id: row.id,
        modelRef: row.model_ref,
        environment: row.environment,
        trigger: row.trigger,
        ...(row.version === null ? {} : { version: row.version }),
        ...(row.requested_by === null ? {} : { requestedBy: row.requested_by }),
        outcome: row.status,
        ...(failure ? { step: failure.step } : {}),
      },
    });
    // One that a person has ended, or not approved, did as it was asked to.
    await (row.status === 'failed'
      ? trace.fail({ error: new Error(failure?.message) })
      : trace.success());
  } catch (error) {
    // Its row tells it all the same, and no deployment is to wait for a trace.
    logger.warn(
      `The end of deployment ${row.id} could not be audited: ${
        toError(error).message
      }`,
    );
  }
}
