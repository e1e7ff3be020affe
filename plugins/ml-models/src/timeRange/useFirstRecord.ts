import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { UseQueryResult } from '@tanstack/react-query';
import { useOperation } from '../api/useOperation';

/** Before any record: models that report were not served yet. */
export const BEFORE_ALL = '2015-01-01T00:00:00.000Z';

export interface FirstRecord {
  /** Undefined while unknown and for a model without records. */
  from: string | undefined;
  pending: boolean;
  /** The read, once it has failed: nothing else can be asked before it succeeds. */
  failed: UseQueryResult | undefined;
}

/**
 * When a model's records begin, to within a bucket of four weeks: what "all
 * time" means on an axis.
 *
 * @param options - `enabled`: whether anyone wants to know
 */
export function useFirstRecord(
  params: { namespace: string; name: string },
  { enabled }: { enabled: boolean },
): FirstRecord {
  const histogram = useOperation(
    operations.getInferenceHistogram,
    { params, query: { from: BEFORE_ALL } },
    { enabled },
  );
  const { data, isPending, isError } = histogram;
  const first = data?.buckets.find(
    ({ ok, invalidRequests, errors }) => ok + invalidRequests + errors > 0,
  );
  return {
    from: first?.start,
    pending: enabled && isPending,
    failed: enabled && isError && !data ? histogram : undefined,
  };
}
