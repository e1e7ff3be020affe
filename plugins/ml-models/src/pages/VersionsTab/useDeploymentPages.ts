import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { mlModelsApiRef } from '../../api/mlModelsApiRef';
import { operationKey } from '../../api/operationKey';
import { useDeployments } from '../../api/useDeployments';
import { useItemPages } from '../../api/useItemPages';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { DeploymentFilter } from '../../features/deployments/DeploymentFilters/DeploymentFilters';
import { useOnChange } from './useOnChange';

/** Deployments of a model, newest first; read again whenever one has moved on. */
export function useDeploymentPages(
  model: EntityModel,
  filter: DeploymentFilter,
) {
  const client = useApi(mlModelsApiRef);
  const { namespace, name } = model;
  const params = { namespace, name };
  const pages = useItemPages({
    queryKey: operationKey(operations.listDeployments, {
      params,
      query: filter,
    }),
    read: (cursor, signal) =>
      client.call(
        operations.listDeployments,
        { params, query: { ...filter, cursor } },
        { signal },
      ),
    question: `${namespace}/${name}`,
  });
  useOnDeploymentChange(model, pages.refetch);
  return pages;
}

/** The newest deployments are polled; older ones hardly change. */
function useOnDeploymentChange(model: EntityModel, act: () => unknown): void {
  const { data } = useDeployments(model);
  useOnChange(
    data?.items.map(({ id, status }) => `${id} ${status}`).join(),
    act,
  );
}
