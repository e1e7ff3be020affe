import { withPostgres } from '../portal/withPostgres';
import { ReleaseResult, tellOfRelease } from './ReleaseResult';
import {
  RELEASE_KIND_NAMES,
  ReleaseKind,
  SimulatedReleases,
  withSimulatedDatabase,
} from './simulatedReleases';

/** The database that every PostgreSQL begins with. */
const DATABASE = 'postgres';

/**
 * Releases versions to callers who are made up, on both databases at once: whichever
 * is free takes the next one, so that the slower one holds up nothing.
 *
 * @param releases - of each kind
 */
export async function releaseSimulated(
  releases: number,
): Promise<ReleaseResult[]> {
  const waiting = Array.from(
    { length: releases },
    () => RELEASE_KIND_NAMES,
  ).flat();
  const work = (place: string, seed: number, postgresUrl?: string) =>
    withSimulatedDatabase(
      database =>
        releaseNext(new SimulatedReleases(database, seed), place, waiting),
      postgresUrl,
    );
  const done = await Promise.all([
    work('SQLite', 1),
    withPostgres(({ url }) => work('PostgreSQL', 2, `${url}/${DATABASE}`)),
  ]);
  return done.flat();
}

/** @param waiting - is taken from until nothing is left */
async function releaseNext(
  releases: SimulatedReleases,
  place: string,
  waiting: ReleaseKind[],
): Promise<ReleaseResult[]> {
  const done: ReleaseResult[] = [];
  try {
    await releases.begin();
    for (let kind = waiting.pop(); kind; kind = waiting.pop()) {
      const result = { kind, deployment: await releases.release(kind) };
      tellOfRelease(place, result);
      done.push(result);
    }
  } finally {
    await releases.stop();
  }
  return done;
}
