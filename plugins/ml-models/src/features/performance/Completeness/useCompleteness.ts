import {
  operations,
  PerformanceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';

/** @param query - the range and environment of the page */
export function useCompleteness(
  params: { namespace: string; name: string },
  query: PerformanceQuery,
) {
  return useOperation(
    operations.getCompleteness,
    { params, query },
    { keepPrevious: true },
  );
}
