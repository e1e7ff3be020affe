import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../api/useOperation';
import { EntityModel } from '../../components/EntityModel/entityModel';

/** What the repository of a model says of it. */
export function useModelCard({ namespace, name }: EntityModel) {
  return useOperation(operations.getModelCard, {
    params: { namespace, name },
  });
}
