import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import { toOptionalInstant } from '../databaseInstant';
import type {
  DeploymentFinder,
  ServedVersion,
} from '../inference/DeploymentFinder';
import { toApproval } from './approvals/ApprovalColumns';
import { DeploymentRow } from './DeploymentRow';

/** Finds the deployment behind a prediction. */
export class DatabaseDeploymentFinder implements DeploymentFinder {
  constructor(private readonly database: Knex) {}

  /**
   * By when it went live: a deployment may have waited for days to be approved.
   * A replayed record may be older than any: then it is the first one.
   */
  async findServing(
    served: ServedVersion,
  ): Promise<InferenceDetail['deployment'] | undefined> {
    const row =
      (await this.deploymentsOf(served)
        .where('ended_at', '<=', served.at)
        .orderBy('ended_at', 'desc')
        .first()) ??
      (await this.deploymentsOf(served).orderBy('ended_at').first());
    return (
      row && {
        id: row.id,
        requestedBy: row.requested_by ?? undefined,
        endedAt: toOptionalInstant(row.ended_at),
        commit: commitOf(row)?.sha,
        approval: toApproval(row),
      }
    );
  }

  private deploymentsOf({ modelRef, environment, version }: ServedVersion) {
    return this.database<DeploymentRow>('deployments')
      .where({ model_ref: modelRef, environment, version })
      .whereIn('status', ['live', 'rolled-back']);
  }
}
