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
 * Takes the target for an edit of its traffic. As the index lets one deployment have
 * it, what is live can change no more until the edit has ended.
 *
 * @returns what is live there
 */
export async function insertTrafficEdit(
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
