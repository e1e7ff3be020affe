import {
  isFinalDeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { POLL_BUSY_MS, POLL_IDLE_MS, useOperation } from './useOperation';

/** As many as a history is read for; older ones only matter to an audit. */
export const DEPLOYMENTS_MAX = 50;

/** The newest deployments of a model, newest first. */
export function useDeployments({ namespace, name }: EntityModel) {
  return useOperation(
    operations.listDeployments,
    { params: { namespace, name }, query: { limit: DEPLOYMENTS_MAX } },
    {
      refetchInterval: list =>
        list?.items.some(({ status }) => !isFinalDeploymentStatus(status))
          ? POLL_BUSY_MS
          : POLL_IDLE_MS,
    },
  );
}
