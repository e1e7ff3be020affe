import { Knex } from 'knex';
import { databaseInstantIn } from '../../databaseClock';
import { DeploymentRow } from '../DeploymentRow';
import { ClaimEnds, ENDED_IN_ORDER } from '../claimEnds';

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
      await this.update(this.deployment(trx), changes);
      await also?.(trx);
    });
  }

  /**
   * Writes to the deployment, and lets go of it: whoever it is for may take it
   * at once.
   *
   * @throws LeaseLostError, and then nothing is written
   */
  async letGo(
    changes: Partial<DeploymentRow>,
    also: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.write(changes, async trx => {
      await also(trx);
      await this.deployment(trx).update({
        ...ENDED_IN_ORDER,
        lease_owner: null,
        lease_until: null,
      });
    });
  }

  /**
   * Race prevented: a heartbeat that arrives after the lease was let go would take
   * it up again, and the next worker would wait until it has run out.
   *
   * @throws LeaseLostError
   */
  async renew(): Promise<void> {
    const { database } = this.options;
    await this.update(
      this.deployment(database).whereNotNull('lease_owner'),
      {},
    );
  }

  /**
   * Lets another worker take over, at once or after a time.
   *
   * @param ends - how the claims ended, this one included
   */
  async release(ends: ClaimEnds, afterMs: number): Promise<void> {
    const { database } = this.options;
    await this.deployment(database).update({
      ...ends,
      lease_owner: null,
      lease_until: databaseInstantIn(database, afterMs),
    });
  }

  private deployment(knex: Knex): Knex.QueryBuilder {
    const { deploymentId, epoch } = this.options;
    return knex('deployments').where({ id: deploymentId, epoch });
  }

  private async update(
    deployment: Knex.QueryBuilder,
    changes: Partial<DeploymentRow>,
  ): Promise<void> {
    const { database, deploymentId, leaseMs } = this.options;
    const updated = await deployment.update({
      ...changes,
      lease_until: databaseInstantIn(database, leaseMs),
    });
    if (updated === 0) {
      throw new LeaseLostError(deploymentId);
    }
  }
}
