import {
  ModelList,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  POLL_BUSY_MS,
  POLL_IDLE_MS,
  useOperation,
} from '../../api/useOperation';

function isBusy(list: ModelList | undefined): boolean {
  return Boolean(
    list?.items.some(model =>
      model.environments.some(environment => environment.activeDeployment),
    ),
  );
}

/** All models the viewer may see; what needs attention first. */
export function useModels() {
  return useOperation(
    operations.listModels,
    {},
    {
      refetchInterval: list => (isBusy(list) ? POLL_BUSY_MS : POLL_IDLE_MS),
    },
  );
}
