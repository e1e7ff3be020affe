import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';

/** Outcomes that leave the version with all requests, until the next change. */
const RELEASED: readonly DeploymentStatus[] = ['live', 'rolled-back'];

/** Outcomes that change who answers requests; the others left them as they were. */
const CHANGED: readonly DeploymentStatus[] = [
  ...RELEASED,
  'stopped',
  'traffic-edited',
  'ceased',
];

/** @returns what had decided by then who answers requests at a target */
export async function findLastChange(
  knex: Knex,
  target: ServingTarget,
  at: Date,
): Promise<DeploymentRow | undefined> {
  return endedBy(knex, target, at).whereIn('status', CHANGED).first();
}

/** @returns what had last released a version at a target by then */
export async function findLastRelease(
  knex: Knex,
  { version, ...target }: ServingTarget & { version: number },
  at: Date,
): Promise<DeploymentRow | undefined> {
  return endedBy(knex, target, at)
    .where({ version })
    .whereIn('status', RELEASED)
    .first();
}

/** The newest first; of two within a millisecond, by their ids, which are in order. */
function endedBy(knex: Knex, target: ServingTarget, at: Date) {
  return knex<DeploymentRow>('deployments')
    .where({ model_ref: target.modelRef, environment: target.environment })
    .where('ended_at', '<=', at)
    .orderBy([
      { column: 'ended_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
}
