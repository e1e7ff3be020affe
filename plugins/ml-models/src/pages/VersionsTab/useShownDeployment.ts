import { isFinalDeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { useDeployments } from '../../api/useDeployments';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { NO_DEPLOYMENT, useVersionsView } from './useVersionsView';

/**
 * @returns the deployment that was chosen, else one under way, else the newest if
 *   it failed, else the one that was under way when it was looked at
 */
export function useShownDeployment(model: EntityModel): string | undefined {
  const [{ deployment }] = useVersionsView();
  const { data } = useDeployments(model);
  const [watched, setWatched] = useState<string>();
  const running = data?.items.find(
    ({ status }) => !isFinalDeploymentStatus(status),
  );
  if (running && running.id !== watched) {
    setWatched(running.id);
  }
  if (deployment) {
    return deployment === NO_DEPLOYMENT ? undefined : deployment;
  }
  const newest = data?.items[0];
  const shown = running ?? (newest?.status === 'failed' ? newest : undefined);
  return shown?.id ?? watched;
}
