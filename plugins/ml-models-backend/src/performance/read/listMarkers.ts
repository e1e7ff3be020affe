import {
  MarkerList,
  markerQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DeploymentMarkers } from '../DeploymentMarkers';
import { listSeenIn } from './findEnvironment';
import { cutRange, parseRange, POINTS_MAX } from './PerformanceRange';
import { placeMarkers } from './placeMarkers';

export interface ListMarkersOptions {
  knex: Knex;
  markers: DeploymentMarkers;
}

/**
 * Marks what a report on the same range marks, in one environment or in all.
 *
 * @throws InputError when the range ends before it begins
 */
export async function listMarkers(
  { knex, markers }: ListMarkersOptions,
  modelRef: string,
  query: z.output<typeof markerQuerySchema>,
  nowMs: number,
): Promise<MarkerList> {
  const span = parseRange(query, nowMs);
  const range = cutRange(span, POINTS_MAX, nowMs);
  const environments = query.environment
    ? [query.environment]
    : new Set([
        ...(await markers.listEnvironments(modelRef)),
        ...(await listSeenIn(knex, modelRef)),
      ]);
  const items: MarkerList['items'] = [];
  for (const environment of environments) {
    const placed = await placeMarkers({
      knex,
      markers,
      modelRef,
      environment,
      version: query.version,
      from: new Date(range.fromS * 1000),
      until: new Date(span.untilMs),
      bucketMs: range.bucketS * 1000,
    });
    items.push(...placed.map(marker => ({ ...marker, environment })));
  }
  return {
    items: items.sort((a, b) => Date.parse(a.time) - Date.parse(b.time)),
  };
}
