import {
  CANARY_STEP,
  PerformanceMarker,
  describeWeights,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toInstant } from '../databaseInstant';
import type {
  DeploymentMarkers,
  MarkedPlace,
} from '../performance/DeploymentMarkers';
import { DeploymentRow } from './DeploymentRow';
import { toTraffic } from './traffic/TrafficColumns';

/** Marks deployments that took traffic, or took it away, on the time axes of charts. */
export class DatabaseDeploymentMarkers implements DeploymentMarkers {
  constructor(private readonly database: Knex) {}

  async list({
    modelRef,
    environment,
  }: MarkedPlace): Promise<PerformanceMarker[]> {
    const rows = await this.database<DeploymentRow>('deployments')
      .where({ model_ref: modelRef, environment })
      .where(tookTraffic =>
        tookTraffic
          .whereIn('status', [
            'live',
            'rolled-back',
            'stopped',
            'traffic-edited',
            'ceased',
          ])
          .orWhere(wasPutBack =>
            wasPutBack
              .whereIn('status', ['failed', 'cancelled'])
              .where('current_step', CANARY_STEP),
          ),
      )
      .orderBy('ended_at');
    return rows.map(row => ({
      time: toInstant(row.ended_at ?? row.created_at),
      version: row.version ?? undefined,
      ...describe(row),
    }));
  }

  listEnvironments(modelRef: string): Promise<string[]> {
    return this.database<DeploymentRow>('deployments')
      .where({ model_ref: modelRef })
      .distinct()
      .pluck('environment');
  }
}

function describe(row: DeploymentRow) {
  const { status, trigger, version, current_step: step } = row;
  if (step === CANARY_STEP) {
    return {
      kind: 'canary',
      text: `Version ${version} was put back from its canary`,
    } as const;
  }
  if (status === 'ceased') {
    return {
      kind: 'stop',
      text: `Requests ceased: version ${version} answered the last one`,
    } as const;
  }
  if (status === 'traffic-edited') {
    const shares = describeWeights(toTraffic(row)?.weights ?? []);
    return {
      kind: 'traffic',
      text:
        trigger === 'observed'
          ? `Shares of the requests changed: ${shares}`
          : `Traffic was edited: ${shares}`,
    } as const;
  }
  switch (trigger) {
    case 'rollback':
      return {
        kind: 'rollback',
        text: `Rolled back to version ${version}`,
      } as const;
    case 'stop':
      return { kind: 'stop', text: `Version ${version} was stopped` } as const;
    default:
      return {
        kind: 'deployment',
        text: `Version ${version} went live`,
      } as const;
  }
}
