import {
  InferenceHistogram,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation, UseOperationOptions } from '../../../api/useOperation';
import { useFirstRecord } from '../../../timeRange/useFirstRecord';
import { LogSearch } from './LogSearch';
import { ModelParams } from './ModelParams';

/**
 * Records of a search over time, as they were predicted: those that are not kept any
 * more are among them. Whoever asks for the same search shares the answer.
 */
export function useRecordCounts(
  params: ModelParams,
  { query, refreshes }: LogSearch,
  options: {
    /** Milliseconds between two reads, or false: once. */
    pollMs: UseOperationOptions<InferenceHistogram>['refetchInterval'];
    /** Show the last counts while those of another search load. */
    keepPrevious: boolean;
  },
) {
  const first = useFirstRecord(params, { enabled: query.from === undefined });
  const from = query.from ?? first.from;
  const counts = useOperation(
    operations.getInferenceHistogram,
    { params, query: { ...query, from } },
    {
      enabled: !first.pending && !first.failed,
      refetchInterval: options.pollMs,
      keepPrevious: options.keepPrevious,
      refreshes,
    },
  );
  return { counts, from, firstFailed: first.failed };
}
