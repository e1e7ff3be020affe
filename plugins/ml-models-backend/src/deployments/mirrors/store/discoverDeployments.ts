import { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { databaseInstantIn } from '../../../databaseClock';
import { DatabaseInstant } from '../../../databaseInstant';
import { MirrorRow } from '../MirrorRow';

interface MirrorStartRow {
  mirror: string;
  since: DatabaseInstant;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Clocks of replicas may differ, and a deployment is seen only once it is committed:
 * so long before a look nothing new turns up any more.
 */
const OVERLAP_MS = HOUR_MS;

/** More come with the next look. */
const NEW_MAX = 200;

/**
 * Notes deployments that a mirror has to be told of: those since its first start,
 * however long no backend has looked, and what was under way or live then.
 */
export async function discoverDeployments(
  knex: Knex,
  mirror: string,
  now: Date,
): Promise<void> {
  const since = await getStart(knex, mirror, now);
  const ids = await listNew(knex, mirror, since);
  if (ids.length > 0) {
    await knex<MirrorRow>('deployment_mirrors')
      .insert(
        ids.map(id => ({
          deployment_id: id,
          mirror,
          status: 'open' as const,
          next_at: databaseInstantIn(knex, 0),
        })),
      )
      .onConflict(['deployment_id', 'mirror'])
      .ignore();
  }
  if (
    ids.length < NEW_MAX &&
    since.getTime() < now.getTime() - 2 * OVERLAP_MS
  ) {
    await knex<MirrorStartRow>('deployment_mirror_starts')
      .where({ mirror })
      .update({ since: new Date(now.getTime() - OVERLAP_MS) });
  }
}

async function getStart(knex: Knex, mirror: string, now: Date): Promise<Date> {
  const starts = () =>
    knex<MirrorStartRow>('deployment_mirror_starts').where({ mirror }).first();
  const known = await starts();
  if (known) {
    return new Date(known.since);
  }
  await knex<MirrorStartRow>('deployment_mirror_starts')
    .insert({ mirror, since: now })
    .onConflict('mirror')
    .ignore();
  return new Date((await starts())?.since ?? now);
}

/** Each by an index of its own: there may be many deployments, and few are new. */
async function listNew(
  knex: Knex,
  mirror: string,
  since: Date,
): Promise<string[]> {
  const untold = () =>
    knex('deployments as deployment')
      // What releases nothing.
      .whereNotIn('deployment.trigger', ['traffic', 'rebuild', 'retire'])
      .whereNotExists(
        knex('deployment_mirrors as told')
          .whereRaw('told.deployment_id = deployment.id')
          .where('told.mirror', mirror),
      )
      .limit(NEW_MAX);
  const found = [
    // Ids are UUIDv7: those from then on.
    untold()
      .where('deployment.id', '>=', firstIdAt(since))
      .orderBy('deployment.id'),
    untold().whereNotNull('deployment.slot'),
    untold().join(
      'live_versions as live',
      'live.deployment_id',
      'deployment.id',
    ),
  ];
  const ids = new Set<string>();
  for (const query of found) {
    const some = await query.pluck<string[]>('deployment.id');
    some.forEach(id => ids.add(id));
  }
  return [...ids];
}

function firstIdAt(time: Date): string {
  return uuidv7({ msecs: time.getTime(), seq: 0, random: new Uint8Array(16) });
}
