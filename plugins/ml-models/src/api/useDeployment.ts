import {
  isFinalDeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { POLL_BUSY_MS, useOperation } from './useOperation';

/**
 * One deployment with its steps, followed until it ends.
 *
 * @param id - absent: nothing is read
 */
export function useDeployment(id: string | undefined) {
  return useOperation(
    operations.getDeployment,
    { params: { id: id ?? '' } },
    {
      enabled: id !== undefined,
      refetchInterval: deployment =>
        deployment && isFinalDeploymentStatus(deployment.status)
          ? false
          : POLL_BUSY_MS,
    },
  );
}
