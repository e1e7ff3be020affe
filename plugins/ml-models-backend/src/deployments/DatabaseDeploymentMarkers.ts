import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toInstant } from '../databaseInstant';
import type {
  DeploymentMarkers,
  MarkedPlace,
} from '../performance/DeploymentMarkers';
import { DeploymentRow } from './DeploymentRow';

/** Marks deployments that took traffic on the time axes of charts. */
export class DatabaseDeploymentMarkers implements DeploymentMarkers {
  constructor(private readonly database: Knex) {}

  async list({
    modelRef,
    environment,
  }: MarkedPlace): Promise<PerformanceMarker[]> {
    const rows = await this.database<DeploymentRow>('deployments')
      .where({ model_ref: modelRef, environment })
      .whereIn('status', ['live', 'rolled-back'])
      .orderBy('ended_at');
    return rows.map(row => ({
      time: toInstant(row.ended_at ?? row.created_at),
      kind: row.trigger === 'rollback' ? 'rollback' : 'deployment',
      version: row.version ?? undefined,
      text:
        row.trigger === 'rollback'
          ? `Rolled back to version ${row.version}`
          : `Version ${row.version} went live`,
    }));
  }
}
