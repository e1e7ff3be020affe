import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  listVerdictMarkers,
  VerdictChangeRange,
} from '../verdict/verdictChanges';
import {
  listDeploymentMarkers,
  ListDeploymentMarkersOptions,
} from './listDeploymentMarkers';

/** @returns deployments and changes of verdict in one environment, oldest first */
export async function placeMarkers(
  options: ListDeploymentMarkersOptions & VerdictChangeRange,
): Promise<PerformanceMarker[]> {
  const lists = await Promise.all([
    listDeploymentMarkers(options),
    listVerdictMarkers(options.knex, options),
  ]);
  return lists.flat().sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
}
