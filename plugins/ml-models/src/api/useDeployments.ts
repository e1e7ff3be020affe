import {
  isFinalDeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../components/EntityModel/entityModel';
import { operationKey } from './operationKey';
import { POLL_BUSY_MS, useOperation } from './useOperation';

/** Whatever is under way is among them. */
const NEWEST = 50;

/** Who pushed waits for it to show here; one short list is soon read. */
const POLL_PUSHED_MS = 5_000;

/** How the newest deployments of a model are asked for, and under which key they are kept. */
export function newestDeployments({
  namespace,
  name,
}: Pick<EntityModel, 'namespace' | 'name'>) {
  const input = { params: { namespace, name }, query: { limit: NEWEST } };
  return { input, queryKey: operationKey(operations.listDeployments, input) };
}

/** The newest deployments of a model, newest first. */
export function useDeployments(model: Pick<EntityModel, 'namespace' | 'name'>) {
  return useOperation(
    operations.listDeployments,
    newestDeployments(model).input,
    {
      refetchInterval: list =>
        list?.items.some(({ status }) => !isFinalDeploymentStatus(status))
          ? POLL_BUSY_MS
          : POLL_PUSHED_MS,
    },
  );
}
