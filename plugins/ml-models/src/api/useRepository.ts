import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { useOperation } from './useOperation';

/** Where the code of a model is, and its newest commits. */
export function useRepository(
  { namespace, name }: EntityModel,
  options: { enabled: boolean },
) {
  return useOperation(
    operations.getRepository,
    { params: { namespace, name } },
    options,
  );
}
