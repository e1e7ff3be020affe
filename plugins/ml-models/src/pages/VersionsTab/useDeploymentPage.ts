import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useDeployments } from '../../api/useDeployments';
import { useOperation } from '../../api/useOperation';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { DeploymentFilter } from '../../features/deployments/DeploymentFilters/DeploymentFilters';
import { useOnChange } from './useOnChange';

/**
 * One page of the deployments of a model, newest first, however many there are; read
 * again whenever one has moved on.
 *
 * @param cursor - of the page; absent: the newest ones
 */
export function useDeploymentPage(
  model: EntityModel,
  filter: DeploymentFilter,
  cursor: string | undefined,
) {
  const { namespace, name } = model;
  const page = useOperation(
    operations.listDeployments,
    { params: { namespace, name }, query: { ...filter, cursor } },
    { keepPrevious: true, question: `${namespace}/${name}` },
  );
  useOnDeploymentChange(model, page.refetch);
  return page;
}

/** The newest deployments are polled; older ones hardly change. */
function useOnDeploymentChange(model: EntityModel, act: () => unknown): void {
  const { data } = useDeployments(model);
  useOnChange(
    data?.items.map(({ id, status }) => `${id} ${status}`).join(),
    act,
  );
}
