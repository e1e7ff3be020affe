import { MirroredState } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { databaseInstantIn } from '../../../databaseClock';
import { DeploymentRow } from '../../DeploymentRow';
import { mirroredStateIn } from '../mirroredState';
import { MirrorRow } from '../MirrorRow';

/** A deployment, and what its mirror does not know of it. */
export interface UntoldRow extends DeploymentRow {
  /** How it is now. */
  mirrored_state: MirroredState;
  mirror_reference: MirrorRow['reference'];
  mirror_attempts: number;
  mirror_epoch: number;
}

/** @returns deployments of which a mirror is to be told now, oldest first */
export async function listUntold(
  knex: Knex,
  mirror: string,
  limit: number,
): Promise<UntoldRow[]> {
  const state = mirroredStateIn(knex);
  // By their indices: of all that were ever told of, few are open or live.
  const mayHaveChanged = knex<MirrorRow>('deployment_mirrors')
    .where({ mirror, status: 'open' })
    .select('deployment_id')
    .union(knex('live_versions').select('deployment_id'));
  return knex('deployment_mirrors as told')
    .join('deployments as deployment', 'deployment.id', 'told.deployment_id')
    .leftJoin(
      'live_versions as live',
      'live.deployment_id',
      'told.deployment_id',
    )
    .where('told.mirror', mirror)
    .whereIn('told.deployment_id', mayHaveChanged)
    .whereNot('told.status', 'dropped')
    .where('told.next_at', '<=', databaseInstantIn(knex, 0))
    .where(told => told.whereNull('told.told').orWhereNot('told.told', state))
    .orderBy('told.deployment_id')
    .limit(limit)
    .select<UntoldRow[]>(
      'deployment.*',
      'told.reference as mirror_reference',
      'told.attempts as mirror_attempts',
      'told.epoch as mirror_epoch',
      knex.raw('? as mirrored_state', [state]),
    );
}
