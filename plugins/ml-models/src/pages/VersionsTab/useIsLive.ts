import { useCallback } from 'react';
import { useModelStatus } from '../../api/useModelStatus';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { IsLive } from '../../features/deployments/DeploymentOutcome';

/** @returns tells whether a deployment's version is live now, as far as is known */
export function useIsLive(model: EntityModel): IsLive {
  const environments = useModelStatus(model).data?.environments;
  return useCallback(
    ({ id, environment, endedAt }) => {
      const place = environments?.find(({ name }) => name === environment);
      if (!place || place.liveDeploymentId === id) {
        return place && true;
      }
      const { liveSince } = place;
      // What serves was asked for before this one had ended.
      const isBehind =
        liveSince && endedAt && Date.parse(endedAt) > Date.parse(liveSince);
      return isBehind ? undefined : false;
    },
    [environments],
  );
}
