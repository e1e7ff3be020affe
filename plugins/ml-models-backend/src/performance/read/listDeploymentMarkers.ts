import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentMarkers, MarkedPlace } from '../DeploymentMarkers';

export interface ListDeploymentMarkersOptions extends MarkedPlace {
  knex: Knex;
  markers: DeploymentMarkers;
  from: Date;
  /** Exclusive. */
  until: Date;
  /** What lies closer together looks the same in a chart. */
  bucketMs: number;
}

/**
 * Marks deployments of a range. A version whose records were replayed is marked
 * where it first answered as well, if that was before it was deployed: there the
 * charts change.
 */
export async function listDeploymentMarkers(
  options: ListDeploymentMarkersOptions,
): Promise<PerformanceMarker[]> {
  const { markers, from, until, bucketMs } = options;
  const [firstAnswers, listed] = await Promise.all([
    findFirstReplayed(options),
    markers.list(options),
  ]);
  const all = listed.flatMap(marker => {
    const { kind, version = 0 } = marker;
    const firstMs = firstAnswers.get(version);
    if (kind !== 'deployment' || firstMs === undefined) {
      return [marker];
    }
    // The first deployment brought it; a later one is a release of its own.
    firstAnswers.delete(version);
    return firstMs + bucketMs < Date.parse(marker.time)
      ? [firstAnswer(marker, firstMs), marker]
      : [marker];
  });
  return all.filter(({ time }) => {
    const timeMs = Date.parse(time);
    return timeMs >= from.getTime() && timeMs < until.getTime();
  });
}

function firstAnswer(
  deployment: PerformanceMarker,
  firstMs: number,
): PerformanceMarker {
  return {
    ...deployment,
    time: new Date(firstMs).toISOString(),
    text: `Version ${deployment.version} first answered (replayed records)`,
  };
}

/** @returns milliseconds since the epoch by version, of those with replayed records */
async function findFirstReplayed({
  knex,
  modelRef,
  environment,
}: ListDeploymentMarkersOptions): Promise<Map<number, number>> {
  const rows = await knex('profile_windows')
    .where({ model_ref: modelRef, environment, replay: true })
    .groupBy('version')
    .select<{ version: number; first_s: number | string }[]>(
      'version',
      knex.raw('min(start_s) AS first_s'),
    );
  return new Map(rows.map(row => [row.version, Number(row.first_s) * 1000]));
}
