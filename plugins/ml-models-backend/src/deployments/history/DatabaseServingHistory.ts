import { PastDeployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import type { ServedVersion } from '../../inference/DeploymentFinder';
import type {
  PastEnvironment,
  ServingHistory,
} from '../../pointInTime/ServingHistory';
import { DatabaseDeploymentFinder } from '../DatabaseDeploymentFinder';
import { findCanaryAt } from '../store/canaryShares';
import { listDeployedEnvironments } from '../store/listDeployedEnvironments';
import { findLastChange, findLastRelease } from './lastChanges';
import { sharesAt } from './sharesAt';
import { toPastDeployment } from './toPastDeployment';

/** Tells from the deployments what served at a moment of the past. */
export class DatabaseServingHistory implements ServingHistory {
  constructor(private readonly database: Knex) {}

  async listAt(modelRef: string, at: Date): Promise<PastEnvironment[]> {
    const names = await listDeployedEnvironments(this.database, modelRef);
    return Promise.all(
      names.map(environment => this.findAt({ modelRef, environment }, at)),
    );
  }

  async findDeployment(
    served: ServedVersion,
  ): Promise<PastDeployment | undefined> {
    const finder = new DatabaseDeploymentFinder(this.database);
    const row = await finder.findRow(served);
    return row && toPastDeployment(row);
  }

  private async findAt(
    target: ServingTarget,
    at: Date,
  ): Promise<PastEnvironment> {
    const name = target.environment;
    const change = await findLastChange(this.database, target, at);
    if (!change) {
      return { name, shares: [] };
    }
    const tried = await findCanaryAt(this.database, target, at);
    const version = tried?.canary.version;
    const shares = sharesAt(
      change,
      tried && version ? { version, weight: tried.weight } : undefined,
    );
    return {
      name,
      lastChange: toPastDeployment(change),
      shares: await Promise.all(
        shares.map(async share => {
          const row =
            share.role === 'canary'
              ? tried?.canary
              : await findLastRelease(
                  this.database,
                  { ...target, version: share.version },
                  at,
                );
          return { ...share, deployment: toPastDeployment(row ?? change) };
        }),
      ),
    };
  }
}
