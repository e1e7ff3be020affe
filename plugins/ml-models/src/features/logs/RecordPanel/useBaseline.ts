import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery } from '@tanstack/react-query';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { ModelParams } from '../api/ModelParams';

/** A version's baseline is frozen; only the counts of the present move. */
const STALE_MS = 300_000;

export interface BaselineQuery {
  params: ModelParams;
  feature: string;
  environment: string;
  version: number;
}

/** The bins that a feature's baseline is counted in. */
export function useBaseline(query: BaselineQuery) {
  const client = useApi(mlModelsApiRef);
  const input = {
    params: { ...query.params, feature: query.feature },
    query: { environment: query.environment, version: query.version },
  };
  return useQuery({
    queryKey: operationKey(operations.getFeatureDistribution, input),
    queryFn: ({ signal }) =>
      client.call(operations.getFeatureDistribution, input, { signal }),
    staleTime: STALE_MS,
    // Beside a value this is a help; where there is none the value stands alone.
    retry: false,
  });
}
