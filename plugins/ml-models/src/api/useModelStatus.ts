import {
  ModelStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { POLL_BUSY_MS, POLL_IDLE_MS, useOperation } from './useOperation';

function isBusy(status: ModelStatus | undefined): boolean {
  return Boolean(
    status?.environments.some(
      ({ activeDeployment, traffic }) =>
        activeDeployment || traffic.some(share => share.state === 'starting'),
    ),
  );
}

/**
 * What each environment of a model runs now. Asked again and again, by which a
 * page that asks for nothing else by itself learns that the portal is silent.
 */
export function useModelStatus({
  namespace,
  name,
}: Pick<EntityModel, 'namespace' | 'name'>) {
  return useOperation(
    operations.getModelStatus,
    { params: { namespace, name } },
    {
      refetchInterval: status => (isBusy(status) ? POLL_BUSY_MS : POLL_IDLE_MS),
    },
  );
}
