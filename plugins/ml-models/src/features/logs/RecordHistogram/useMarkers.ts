import {
  MarkerList,
  MarkerQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { useOperation } from '../../../api/useOperation';
import { chartMarkers } from '../../../charts/TimeSeriesChart/chartMarkers';
import { ModelParams } from '../api/ModelParams';

const NONE: MarkerList['items'] = [];

export interface UseMarkersOptions {
  /** How often the search was asked to be read anew. */
  refreshes: number;
  /** Milliseconds between two polls, or false. */
  refetchInterval: number | false;
}

/**
 * Deployments and changes of verdict on the axis of the records. The chart works
 * without: what is not loaded, or fails to, is not marked.
 */
export function useMarkers(
  params: ModelParams,
  query: MarkerQuery,
  options: UseMarkersOptions,
) {
  const { data } = useOperation(
    operations.listMarkers,
    { params, query },
    { keepPrevious: true, ...options },
  );
  const items = data?.items ?? NONE;
  const ofAll = query.environment === undefined;
  return useMemo(
    () => chartMarkers(ofAll ? items.map(nameEnvironment) : items),
    [items, ofAll],
  );
}

function nameEnvironment(marker: MarkerList['items'][number]) {
  return { ...marker, text: `${marker.environment}: ${marker.text}` };
}
