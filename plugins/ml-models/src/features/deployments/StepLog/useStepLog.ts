import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { operationKey } from '../../../api/operationKey';
import { POLL_BUSY_MS } from '../../../api/useOperation';
import { appendChunk, EMPTY_TAIL, StepLogTail } from './stepLogTail';

/** Chunks read at a go; the rest of a long log follows a second later. */
const CHUNKS_PER_POLL = 20;

/** The end of the log of a step, read on as it grows. */
export function useStepLog(deploymentId: string, step: string) {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  const params = { id: deploymentId, step };
  const queryKey = operationKey(operations.readStepLog, { params });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      let log = queryClient.getQueryData<StepLogTail>(queryKey) ?? EMPTY_TAIL;
      for (let chunk = 0; chunk < CHUNKS_PER_POLL && !log.complete; chunk++) {
        const more = await client.call(
          operations.readStepLog,
          { params, query: { from: log.next } },
          { signal },
        );
        log = appendChunk(log, more);
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
