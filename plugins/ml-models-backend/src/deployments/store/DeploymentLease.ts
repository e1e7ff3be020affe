import { Knex } from 'knex';
import { databaseInstantIn } from '../../databaseClock';
import { DeploymentRow } from '../DeploymentRow';

/** Another worker has taken over; this one must not touch anything any more. */
export class LeaseLostError extends Error {
  constructor(deploymentId: string) {
    super(`Another worker drives deployment ${deploymentId} now`);
    this.name = 'LeaseLostError';
  }
}

export interface LeaseOptions {
  database: Knex;
  deploymentId: string;
  epoch: number;
  leaseMs: number;
}

/**
 * The right to drive one deployment. Each write says the epoch it was claimed
 * with, so that a worker that was paused cannot write over its successor.
 */
export class DeploymentLease {
  constructor(private readonly options: LeaseOptions) {}

  /**
   * Writes to the deployment, and with it whatever `also` writes.
   *
   * @throws LeaseLostError, and then nothing is written
   */
  async write(
    changes: Partial<DeploymentRow>,
    also?: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.options.database.transaction(async trx => {
      await this.update(trx, changes);
      await also?.(trx);
    });
  }

  /** @throws LeaseLostError */
  async renew(): Promise<void> {
    await this.update(this.options.database, {});
  }

  /** Lets another worker take over, at once or after a time. */
  async release(afterMs: number): Promise<void> {
    const { database, deploymentId, epoch } = this.options;
    await database('deployments')
      .where({ id: deploymentId, epoch })
      .update({
        lease_owner: null,
        lease_until: databaseInstantIn(database, afterMs),
      });
  }

  private async update(
    knex: Knex,
    changes: Partial<DeploymentRow>,
  ): Promise<void> {
    const { deploymentId, epoch, leaseMs } = this.options;
    const updated = await knex('deployments')
      .where({ id: deploymentId, epoch })
      .update({ ...changes, lease_until: databaseInstantIn(knex, leaseMs) });
    if (updated === 0) {
      throw new LeaseLostError(deploymentId);
    }
  }
}
