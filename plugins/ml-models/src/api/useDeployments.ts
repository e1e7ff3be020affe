import {
  isFinalDeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { POLL_BUSY_MS, useOperation } from './useOperation';

/** Whatever is under way is among them. */
const NEWEST = 50;

/** Who pushed waits for it to show here; one short list is soon read. */
const POLL_PUSHED_MS = 5_000;

/** The newest deployments of a model, newest first. */
export function useDeployments({ namespace, name }: EntityModel) {
  return useOperation(
    operations.listDeployments,
    { params: { namespace, name }, query: { limit: NEWEST } },
    {
      refetchInterval: list =>
        list?.items.some(({ status }) => !isFinalDeploymentStatus(status))
          ? POLL_BUSY_MS
          : POLL_PUSHED_MS,
    },
  );
}
