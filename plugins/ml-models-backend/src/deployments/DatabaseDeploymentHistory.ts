import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import type {
  DeliveredDeployment,
  DeploymentHistory,
} from '../portfolio/DeploymentHistory';
import { DeploymentRow } from './DeploymentRow';

/** Tells delivery measures what was deployed. */
export class DatabaseDeploymentHistory implements DeploymentHistory {
  constructor(private readonly database: Knex) {}

  async list(since: Date): Promise<DeliveredDeployment[]> {
    const rows = await this.database<DeploymentRow>('deployments')
      .where('created_at', '>=', since)
      .orderBy('created_at');
    const retrained = new Set(
      rows.filter(({ retrain }) => retrain !== null).map(versionKey),
    );
    return rows.map(row => ({
      ...toDelivered(row),
      // Its commit was delivered before: wherever it goes, that took no time.
      ...(retrained.has(versionKey(row)) && { committedAt: undefined }),
    }));
  }
}

function versionKey({ model_ref: modelRef, version }: DeploymentRow): string {
  return `${modelRef} ${version}`;
}

function toDelivered(row: DeploymentRow): DeliveredDeployment {
  const wentLive = row.status === 'live' || row.status === 'rolled-back';
  const endedAt = new Date(row.ended_at ?? row.created_at);
  const committedAt = commitOf(row)?.authoredAt;
  return {
    id: row.id,
    modelRef: row.model_ref,
    environment: row.environment,
    version: row.version ?? undefined,
    trigger: row.trigger,
    status: row.status,
    createdAt: new Date(row.created_at),
    liveAt: wentLive ? endedAt : undefined,
    stoppedAt: row.status === 'stopped' ? endedAt : undefined,
    committedAt: committedAt ? new Date(committedAt) : undefined,
  };
}
