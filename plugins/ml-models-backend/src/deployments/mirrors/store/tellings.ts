import {
  MirroredState,
  ShownDeployment,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { databaseInstantIn } from '../../../databaseClock';
import { isMirroredEnd } from '../mirroredState';
import { MirrorRow } from '../MirrorRow';

/** The right to tell a mirror of one deployment. */
export interface Telling {
  deploymentId: string;
  mirror: string;
  epoch: number;
}

/**
 * Of all replicas one tells: it is claimed for so long, and free again if whoever
 * claimed it dies.
 *
 * @returns undefined if another was first
 */
export async function tryClaimTelling(
  knex: Knex,
  seen: Telling,
  leaseMs: number,
): Promise<Telling | undefined> {
  const epoch = seen.epoch + 1;
  const claimed = await rowOf(knex, seen).update({
    epoch,
    attempts: knex.raw('attempts + 1'),
    next_at: databaseInstantIn(knex, leaseMs),
  });
  return claimed > 0 ? { ...seen, epoch } : undefined;
}

export async function saveTold(
  knex: Knex,
  telling: Telling,
  told: ShownDeployment & { state: MirroredState; now: Date },
): Promise<void> {
  await rowOf(knex, telling).update({
    status: isMirroredEnd(told.state) ? 'settled' : 'open',
    told: told.state,
    told_at: told.now,
    reference: told.reference,
    url: told.url ?? null,
    problem: null,
    attempts: 0,
    next_at: databaseInstantIn(knex, 0),
  });
}

/** It is told later, by whoever looks then. */
export async function postponeTelling(
  knex: Knex,
  telling: Telling,
  {
    afterMs,
    ...kept
  }: { afterMs: number; problem?: string; attempts?: number },
): Promise<void> {
  await rowOf(knex, telling).update({
    ...kept,
    next_at: databaseInstantIn(knex, afterMs),
  });
}

/** @param problem - why it was refused; absent: it is none of the mirror's */
export async function dropTelling(
  knex: Knex,
  telling: Telling,
  problem?: string,
): Promise<void> {
  await rowOf(knex, telling).update({
    status: 'dropped',
    problem: problem ?? null,
  });
}

/** Race prevented: what a paused worker writes when another has taken over. */
function rowOf(knex: Knex, { deploymentId, mirror, epoch }: Telling) {
  return knex<MirrorRow>('deployment_mirrors').where({
    deployment_id: deploymentId,
    mirror,
    epoch,
  });
}
