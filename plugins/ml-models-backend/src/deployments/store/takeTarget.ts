import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  DeploymentRow,
  LiveVersionRow,
  StepRow,
  targetOf,
} from '../DeploymentRow';
import { findLiveVersion } from './liveVersions';

/**
 * Takes the target at once, for what is done to what serves there. As the index lets one
 * deployment have it, what is live can change no more until that has ended.
 *
 * @returns what is live there
 */
export async function takeTarget(
  trx: Knex.Transaction,
  row: DeploymentRow,
  steps: StepRow[],
): Promise<LiveVersionRow> {
  await trx<DeploymentRow>('deployments').insert(row);
  await trx<StepRow>('deployment_steps').insert(steps);
  const live = await findLiveVersion(trx, targetOf(row));
  if (!live) {
    throw new NotFoundError(
      `Nothing of ${row.model_ref} is live in '${row.environment}' any more: deploy a version`,
    );
  }
  return live;
}
