import {
  InferenceHistogram,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
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
 * When a model's records begin, to within the bucket that the four weeks they begin in
 * are drawn in: what "all time" means on an axis.
 *
 * @param options - `enabled`: whether anyone wants to know
 */
export function useFirstRecord(
  params: { namespace: string; name: string },
  { enabled }: { enabled: boolean },
): FirstRecord {
  const ever = useOperation(
    operations.getInferenceHistogram,
    { params, query: { from: BEFORE_ALL } },
    { enabled },
  );
  const first = ever.data && firstStretch(ever.data);
  const closer = useOperation(
    operations.getInferenceHistogram,
    { params, query: first },
    { enabled: enabled && first !== undefined },
  );
  const isLookedAt = first === undefined || !closer.isPending;
  return {
    // Where a closer look fails, or finds what has been deleted since, the first one does.
    from: isLookedAt
      ? (closer.data && firstStretch(closer.data)?.from) ?? first?.from
      : undefined,
    pending: enabled && (ever.isPending || !isLookedAt),
    failed: enabled && ever.isError && !ever.data ? ever : undefined,
  };
}

/** @returns the first bucket that holds a record */
function firstStretch({ buckets, bucketSeconds }: InferenceHistogram) {
  const first = buckets.find(
    ({ ok, invalidRequests, errors }) => ok + invalidRequests + errors > 0,
  );
  return (
    first && {
      from: first.start,
      until: new Date(
        Date.parse(first.start) + bucketSeconds * 1_000,
      ).toISOString(),
    }
  );
}
