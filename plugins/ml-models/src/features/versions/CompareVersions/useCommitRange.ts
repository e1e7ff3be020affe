import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { EntityModel } from '../../../components/EntityModel/entityModel';

/**
 * What was committed from one version to another.
 *
 * @param versions - numbers
 */
export function useCommitRange(
  { namespace, name }: EntityModel,
  { older, newer }: { older: number; newer: number },
) {
  return useOperation(operations.getCommitRange, {
    params: { namespace, name, version: newer },
    query: { since: older },
  });
}
