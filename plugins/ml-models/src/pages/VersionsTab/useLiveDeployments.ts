import { useMemo } from 'react';
import { useDeployments } from '../../api/useDeployments';
import { useModelStatus } from '../../api/useModelStatus';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { liveDeployments } from '../../features/deployments/liveDeployments';

/** @returns ids of the deployments whose version is live now */
export function useLiveDeployments(model: EntityModel): ReadonlySet<string> {
  const deployments = useDeployments(model).data?.items;
  const environments = useModelStatus(model).data?.environments;
  return useMemo(
    () => liveDeployments(deployments ?? [], environments),
    [deployments, environments],
  );
}
