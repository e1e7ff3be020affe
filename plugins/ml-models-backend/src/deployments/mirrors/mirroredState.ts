import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { MirroredState } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';

/** Of a deployment that is not, or no longer, what an environment serves by. */
const STATES: Record<DeploymentStatus, MirroredState> = {
  queued: 'queued',
  building: 'in-progress',
  registered: 'in-progress',
  'awaiting-approval': 'queued',
  starting: 'in-progress',
  smoke: 'in-progress',
  canary: 'in-progress',
  shadow: 'in-progress',
  held: 'in-progress',
  live: 'inactive',
  stopping: 'in-progress',
  stopped: 'inactive',
  failed: 'failure',
  cancelled: 'error',
  rejected: 'error',
  'rolled-back': 'inactive',
  'traffic-edited': 'inactive',
  retired: 'inactive',
  ceased: 'inactive',
  rebuilt: 'inactive',
};

/** @returns SQL for the state of `deployment`, with `live` joined to it */
export function mirroredStateIn(knex: Knex): Knex.Raw {
  const cases = Object.entries(STATES);
  return knex.raw(
    `CASE WHEN live.deployment_id IS NOT NULL THEN 'success'
     ELSE CASE deployment.status ${cases.map(() => 'WHEN ? THEN ?').join(' ')}
     END END`,
    cases.flat(),
  );
}

/** @returns whether a deployment in this state is not told of again, as a rule */
export function isMirroredEnd(state: MirroredState): boolean {
  return state === 'failure' || state === 'error' || state === 'inactive';
}
