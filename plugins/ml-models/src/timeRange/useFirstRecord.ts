import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../api/useOperation';

/** Before any record: models that report were not served yet. */
const BEFORE_ALL = '2015-01-01T00:00:00.000Z';

/**
 * When a model's records begin, to within a bucket of four weeks: what "all
 * time" means on an axis.
 *
 * @param options - `enabled`: whether anyone wants to know
 * @returns `from` is undefined while unknown and for a model without records
 */
export function useFirstRecord(
  params: { namespace: string; name: string },
  options: { enabled: boolean },
): { from: string | undefined; pending: boolean } {
  const { data, isPending } = useOperation(
    operations.getInferenceHistogram,
    { params, query: { from: BEFORE_ALL } },
    options,
  );
  const first = data?.buckets.find(({ ok, errors }) => ok + errors > 0);
  return { from: first?.start, pending: options.enabled && isPending };
}
