import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import { toOptionalInstant } from '../databaseInstant';
import type {
  DeploymentFinder,
  ServedVersion,
} from '../inference/DeploymentFinder';
import { toApproval } from './approvals/ApprovalColumns';
import { DeploymentRow, StepRow } from './DeploymentRow';
import { START_STEP } from './releaseSteps';

/** Finds the deployment behind a prediction. */
export class DatabaseDeploymentFinder implements DeploymentFinder {
  constructor(private readonly database: Knex) {}

  async findServing(
    served: ServedVersion,
  ): Promise<InferenceDetail['deployment'] | undefined> {
    const row = await this.findRow(served);
    return (
      row && {
        id: row.id,
        status: row.status,
        observed: row.trigger === 'observed' ? true : undefined,
        requestedBy: row.requested_by ?? undefined,
        endedAt: toOptionalInstant(row.ended_at),
        commit: commitOf(row)?.sha,
        approval: toApproval(row),
      }
    );
  }

  /**
   * By when it went live: a deployment may have waited for days to be approved.
   * What answered before or without that was being tried. A replayed record may be
   * older than any: then it is the first one.
   */
  async findRow(served: ServedVersion): Promise<DeploymentRow | undefined> {
    const released = () =>
      this.deploymentsOf(served).whereIn('status', ['live', 'rolled-back']);
    const live = () =>
      released()
        .where('ended_at', '<=', served.at)
        .orderBy('ended_at', 'desc')
        .first();
    const underWay = () =>
      this.deploymentsOf(served)
        .whereIn('id', this.startedBy(served.at))
        .where(rows =>
          rows.whereNull('ended_at').orWhere('ended_at', '>=', served.at),
        )
        .first();
    const first = () => released().orderBy('ended_at').first();
    const isLive = served.traffic === 'primary';
    return (
      (await (isLive ? live() : underWay())) ??
      (await (isLive ? underWay() : live())) ??
      first()
    );
  }

  private deploymentsOf({ modelRef, environment, version }: ServedVersion) {
    return this.database<DeploymentRow>('deployments').where({
      model_ref: modelRef,
      environment,
      version,
    });
  }

  /** @returns ids of the deployments whose service had been started by then */
  private startedBy(at: Date) {
    return this.database<StepRow>('deployment_steps')
      .where({ name: START_STEP })
      .where('started_at', '<=', at)
      .select('deployment_id');
  }
}
