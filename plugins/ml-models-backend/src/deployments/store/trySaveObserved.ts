import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { isUniqueViolation } from '../../isUniqueViolation';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';

export interface ObservedChange {
  /** A line of history. Its key tells what it follows. */
  row: DeploymentRow;
  /** As it was when this was learnt. */
  before: LiveVersionRow | undefined;
  /** What is live since. Undefined: nothing is. */
  after: LiveVersionRow | undefined;
}

/** Thrown to undo what is half written. */
class ChangedMeanwhileError extends Error {}

/**
 * Notes what was learnt of a target, and what is live there since.
 *
 * Races prevented: another replica that learns the same, or something else, from the
 * same; and a deployment of the portal that goes live, which is not written over.
 *
 * @returns whether it was noted
 */
export async function trySaveObserved(
  knex: Knex,
  change: ObservedChange,
): Promise<boolean> {
  try {
    await knex.transaction(async trx => {
      await trx<DeploymentRow>('deployments').insert(change.row);
      await replaceLive(trx, change);
    });
    return true;
  } catch (error) {
    if (error instanceof ChangedMeanwhileError || isUniqueViolation(error)) {
      return false;
    }
    throw error;
  }
}

async function replaceLive(
  trx: Knex.Transaction,
  { before, after }: ObservedChange,
): Promise<void> {
  const live = trx<LiveVersionRow>('live_versions');
  if (!before) {
    await (after && live.insert(after));
    return;
  }
  const seen = live.where({
    model_ref: before.model_ref,
    environment: before.environment,
    runtime: EXTERNAL_RUNTIME,
    deployment_id: before.deployment_id,
  });
  const changed = await (after ? seen.update(after) : seen.delete());
  if (changed === 0) {
    throw new ChangedMeanwhileError();
  }
}
