import {
  ModelStatus,
  Operation,
  operations,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { operationKey } from '../../api/operationKey';
import { useModelStatus } from '../../api/useModelStatus';
import { useVersions } from '../../api/useVersions';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { servingWords } from '../../features/versions/servingWords';
import { useOnChange } from './useOnChange';

/**
 * What serves is told with the status and with the versions, which are polled
 * apart: where one of them tells anew, the other is read again at once. That
 * what was stopped has ended is told with the versions alone.
 */
export function useServingInStep(model: EntityModel): void {
  const status = useModelStatus(model).data;
  const versions = useVersions(model, items =>
    items.some(version => isStopping(version, status)),
  ).data;
  const environments = status?.environments.map(
    ({ name, liveVersion, traffic }) => [name, liveVersion, traffic],
  );
  const places = versions?.items.map(({ version, serving }) => [
    version,
    serving,
  ]);
  useOnChange(
    environments && JSON.stringify(environments),
    useRefresh(operations.listVersions),
  );
  useOnChange(
    places && JSON.stringify(places),
    useRefresh(operations.getModelStatus),
  );
}

function isStopping(
  version: Version,
  status: ModelStatus | undefined,
): boolean {
  return servingWords(version, status?.environments ?? []).some(
    word => word.status === 'stopping',
  );
}

function useRefresh(operation: Operation) {
  const queryClient = useQueryClient();
  return useCallback(
    () => queryClient.invalidateQueries({ queryKey: operationKey(operation) }),
    [operation, queryClient],
  );
}
