import { useMemo } from 'react';
import { useModelStatus } from '../../api/useModelStatus';
import { EntityModel } from '../../components/EntityModel/entityModel';

/** @returns ids of the deployments whose version is live now; undefined while that is not known */
export function useLiveDeployments(
  model: EntityModel,
): ReadonlySet<string> | undefined {
  const environments = useModelStatus(model).data?.environments;
  return useMemo(
    () =>
      environments &&
      new Set(
        environments.flatMap(({ liveDeploymentId }) => liveDeploymentId ?? []),
      ),
    [environments],
  );
}
