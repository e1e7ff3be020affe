import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { operationKey } from '../../api/operationKey';
import { useDeployments } from '../../api/useDeployments';
import { EntityModel } from '../../components/EntityModel/entityModel';

/** Reads versions and status again as soon as a deployment has moved on. */
export function useRefreshOnDeployment(model: EntityModel): void {
  const queryClient = useQueryClient();
  const { data } = useDeployments(model);
  const [newest] = data?.items ?? [];
  const state = newest && `${newest.id} ${newest.status}`;
  useEffect(() => {
    for (const outdated of [
      operations.listVersions,
      operations.getModelStatus,
    ]) {
      queryClient.invalidateQueries({ queryKey: operationKey(outdated) });
    }
  }, [queryClient, state]);
}
