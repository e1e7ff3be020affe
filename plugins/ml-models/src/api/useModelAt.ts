import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { useOperation } from './useOperation';

/** Who owned a model at an instant, and what served. */
export function useModelAt(
  { namespace, name }: Pick<EntityModel, 'namespace' | 'name'>,
  time: string,
) {
  return useOperation(operations.getModelAt, {
    params: { namespace, name },
    query: { time },
  });
}
