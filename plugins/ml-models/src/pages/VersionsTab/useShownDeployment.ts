import { isFinalDeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { useDeployments } from '../../api/useDeployments';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { NO_DEPLOYMENT, useVersionsView } from './useVersionsView';

/** @returns the deployment that was chosen, else one under way, else the newest if it failed */
export function useShownDeployment(model: EntityModel): string | undefined {
  const [{ deployment }] = useVersionsView();
  const { data } = useDeployments(model);
  if (deployment) {
    return deployment === NO_DEPLOYMENT ? undefined : deployment;
  }
  const running = data?.items.find(
    ({ status }) => !isFinalDeploymentStatus(status),
  );
  const newest = data?.items[0];
  return (running ?? (newest?.status === 'failed' ? newest : undefined))?.id;
}
