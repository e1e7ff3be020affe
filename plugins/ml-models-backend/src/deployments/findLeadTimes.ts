import { DeploymentTrigger } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import { DeploymentRow } from './DeploymentRow';
import { listDeliveredBefore } from './store/listDeliveredBefore';

/** Those that bring no change of somebody's into service. */
const NO_CHANGE: readonly DeploymentTrigger[] = ['rollback', 'sample'];

/**
 * How long changes took from their commit to serving: of the first release of each
 * version in its environment, as delivery is measured. In one query. The commit of what a
 * retrain has built was delivered before, wherever the version goes.
 *
 * @returns seconds by id of deployment; null where the time of the commit is not known
 */
export async function findLeadTimes(
  knex: Knex,
  rows: readonly DeploymentRow[],
): Promise<Map<string, number | null>> {
  const releases = rows.filter(isRelease);
  if (releases.length === 0) {
    return new Map();
  }
  const again = new Set(
    await listDeliveredBefore(
      knex,
      releases.map(({ id }) => id),
    ),
  );
  return new Map(
    releases
      .filter(({ id }) => !again.has(id))
      .map(row => [row.id, leadSeconds(row)]),
  );
}

function isRelease({ status, trigger, version }: DeploymentRow): boolean {
  return (
    version !== null &&
    (status === 'live' || status === 'rolled-back') &&
    !NO_CHANGE.includes(trigger)
  );
}

function leadSeconds(row: DeploymentRow): number | null {
  const authoredAt = commitOf(row)?.authoredAt;
  if (authoredAt === undefined || row.ended_at === null) {
    return null;
  }
  const liveMs = new Date(row.ended_at).getTime();
  // A commit of a clock that is ahead took no time, rather than less.
  return Math.max(0, (liveMs - Date.parse(authoredAt)) / 1000);
}
