import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { LogSearch } from './LogSearch';
import { ModelParams } from './ModelParams';
import { usePages } from './usePages';

/** Groups of failed predictions; each page looks further back than the last. */
export function useExceptions(
  params: ModelParams,
  { query, refreshes }: LogSearch,
) {
  const client = useApi(mlModelsApiRef);
  return usePages({
    queryKey: operationKey(operations.listExceptions, { params, query }),
    refreshes,
    read: (cursor, signal) =>
      client.call(
        operations.listExceptions,
        { params, query: { ...query, cursor } },
        { signal },
      ),
    keepPrevious: true,
  });
}
