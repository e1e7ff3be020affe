import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { EntityModel } from '../../../components/EntityModel/entityModel';

/** One version with its report and signature. */
export function useVersion({ namespace, name }: EntityModel, version: number) {
  return useOperation(operations.getVersion, {
    params: { namespace, name, version },
  });
}
