import { Knex } from 'knex';
import { databaseInstantIn } from '../../databaseClock';
import { isUniqueViolation } from '../../isUniqueViolation';
import { DeploymentRow } from '../DeploymentRow';

/** Looked at per claim; what is beyond comes with the next one. */
const CANDIDATES_MAX = 50;

export interface ClaimOptions {
  owner: string;
  leaseMs: number;
}

/**
 * Claims deployments that nobody drives: those under way whose worker has
 * gone, and those that wait for a free target. Those that wait for an approval are
 * left alone until they have it. Oldest first.
 *
 * @param most - number of deployments
 */
export async function claimDeployments(
  knex: Knex,
  options: ClaimOptions,
  most: number,
): Promise<DeploymentRow[]> {
  const claimed: DeploymentRow[] = [];
  for (const candidate of await listCandidates(knex)) {
    if (claimed.length >= most) {
      break;
    }
    const row = await tryClaim(knex, candidate, options);
    if (row) {
      claimed.push(row);
    }
  }
  return claimed;
}

/**
 * Frees all leases. For a database of one process at a time: when it boots,
 * whoever held them is gone.
 */
export async function freeAllLeases(knex: Knex): Promise<void> {
  await knex<DeploymentRow>('deployments')
    .whereNotNull('slot')
    .update({ lease_until: null, lease_owner: null });
}

async function listCandidates(knex: Knex): Promise<DeploymentRow[]> {
  return knex<DeploymentRow>('deployments as candidate')
    .whereNotNull('slot')
    .where(isFree(knex))
    .where(mayGoOn =>
      mayGoOn
        .whereNot('status', 'awaiting-approval')
        .orWhere('approval', 'approved'),
    )
    .whereNotExists(
      knex('deployments as other')
        .whereRaw('other.model_ref = candidate.model_ref')
        .whereRaw('other.environment = candidate.environment')
        .whereRaw('other.id <> candidate.id')
        .where('other.slot', 'active'),
    )
    .orderBy('created_at')
    .limit(CANDIDATES_MAX);
}

async function tryClaim(
  knex: Knex,
  candidate: DeploymentRow,
  { owner, leaseMs }: ClaimOptions,
): Promise<DeploymentRow | undefined> {
  try {
    const [row] = await knex('deployments')
      .where({ id: candidate.id, epoch: candidate.epoch, slot: candidate.slot })
      .where(isFree(knex))
      .update({
        slot: 'active',
        epoch: candidate.epoch + 1,
        // Until its end is told it may crash.
        crashes_in_row: candidate.crashes_in_row + 1,
        lease_owner: owner,
        lease_until: databaseInstantIn(knex, leaseMs),
      })
      .returning<DeploymentRow[]>('*');
    return row;
  } catch (error) {
    // Two workers each took a deployment of one target: the index chose.
    if (isUniqueViolation(error)) {
      return undefined;
    }
    throw error;
  }
}

function isFree(knex: Knex) {
  return (lease: Knex.QueryBuilder) =>
    lease
      .whereNull('lease_until')
      .orWhere('lease_until', '<=', databaseInstantIn(knex, 0));
}
