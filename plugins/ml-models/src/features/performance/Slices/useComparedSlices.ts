import {
  operations,
  PerformanceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { ComparedReport } from '../Comparison/comparison';

/** The slices of what a report is compared with, once that is known. */
export function useComparedSlices(
  params: { namespace: string; name: string },
  compared: ComparedReport | undefined,
  { environment, version }: PerformanceQuery,
) {
  return useOperation(
    operations.getSlices,
    { params, query: compared?.query },
    {
      enabled: compared !== undefined,
      keepPrevious: true,
      question: [compared?.label, environment, version].join(),
    },
  );
}
