import { Knex } from 'knex';
import { LiveVersions, StoppedVersion } from '../LiveVersions';
import type { EnvironmentOfModel } from './readEnvironmentEvidence';

export function placeKey({
  modelRef,
  environment,
}: EnvironmentOfModel): string {
  return `${environment} ${modelRef}`;
}

/** @returns by place; where records came in since, somebody else deploys */
export async function findStopped(
  { knex, liveVersions }: { knex: Knex; liveVersions: LiveVersions },
  modelRefs: readonly string[],
): Promise<Map<string, StoppedVersion>> {
  const listed = await liveVersions.listStopped(modelRefs);
  const stops = new Map(listed.map(it => [placeKey(it), it]));
  if (listed.length === 0) {
    return stops;
  }
  const earliestMs = Math.min(...listed.map(({ untilMs }) => untilMs));
  const windows = await knex('profile_windows')
    .whereIn(
      'model_ref',
      listed.map(({ modelRef }) => modelRef),
    )
    .where('start_s', '>', Math.floor(earliestMs / 1000))
    .where('replay', false)
    .groupBy('model_ref', 'environment')
    .select<Array<EnvironmentOfModel & { last_s: number | string }>>(
      'model_ref as modelRef',
      'environment',
      knex.raw('max(start_s) AS last_s'),
    );
  for (const window of windows) {
    const stop = stops.get(placeKey(window));
    if (stop && Number(window.last_s) * 1000 > stop.untilMs) {
      stops.delete(placeKey(window));
    }
  }
  return stops;
}
