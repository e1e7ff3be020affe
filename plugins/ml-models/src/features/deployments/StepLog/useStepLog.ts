import { useApi } from '@backstage/core-plugin-api';
import {
  LogChunk,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { POLL_BUSY_MS } from '../../../api/useOperation';

/** Chunks read at a go; the rest of a long log follows a second later. */
const CHUNKS_PER_POLL = 20;

const EMPTY: LogChunk = { text: '', next: 0, complete: false };

/** The log of a step from its start, read on as it grows. */
export function useStepLog(deploymentId: string, step: string) {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  const params = { id: deploymentId, step };
  const queryKey = operationKey(operations.readStepLog, { params });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      let log = queryClient.getQueryData<LogChunk>(queryKey) ?? EMPTY;
      for (let chunk = 0; chunk < CHUNKS_PER_POLL && !log.complete; chunk++) {
        const more = await client.call(
          operations.readStepLog,
          { params, query: { from: log.next } },
          { signal },
        );
        log = { ...more, text: log.text + more.text };
        if (more.text === '') {
          break;
        }
      }
      return log;
    },
    refetchInterval: ({ state }) =>
      state.data?.complete ? false : POLL_BUSY_MS,
  });
}
