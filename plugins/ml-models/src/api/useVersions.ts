import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { POLL_IDLE_MS, useOperation } from './useOperation';

/** Versions of a model, newest first. */
export function useVersions({ namespace, name }: EntityModel) {
  return useOperation(
    operations.listVersions,
    { params: { namespace, name } },
    { refetchInterval: POLL_IDLE_MS },
  );
}
