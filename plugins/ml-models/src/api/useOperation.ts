import { useApi } from '@backstage/core-plugin-api';
import {
  Operation,
  OperationResponse,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery, UseQueryResult } from '@tanstack/react-query';
import { mlModelsApiRef } from './mlModelsApiRef';
import { CallInput, operationKey } from './operationKey';

/** Something is under way: steps and logs should move as one watches. */
export const POLL_BUSY_MS = 1_000;
/** Nothing is under way; a deployment begun elsewhere shows within this time. */
export const POLL_IDLE_MS = 15_000;

export interface UseOperationOptions<T> {
  /** Default true. */
  enabled?: boolean;
  /** Milliseconds between two polls, or false; default: no polling. */
  refetchInterval?: number | false | ((data: T | undefined) => number | false);
  /** Show the last answer while another input loads; default false. */
  keepPrevious?: boolean;
  /** Keep it only while this stays the same: what is asked, whatever the moment. */
  question?: string;
  /** How often it was asked to be read anew: with another number it is. */
  refreshes?: number;
}

/** Reads through one operation of the HTTP API, cached by id and input. */
export function useOperation<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  options: UseOperationOptions<OperationResponse<O>> = {},
): UseQueryResult<OperationResponse<O>> {
  const client = useApi(mlModelsApiRef);
  const { refetchInterval, question, refreshes } = options;
  return useQuery<OperationResponse<O>>({
    queryKey: [
      ...operationKey(operation, input),
      ...(refreshes === undefined ? [] : [refreshes]),
    ],
    queryFn: ({ signal }) => client.call(operation, input, { signal }),
    enabled: options.enabled,
    refetchInterval:
      typeof refetchInterval === 'function'
        ? query => refetchInterval(query.state.data)
        : refetchInterval,
    meta: { question },
    placeholderData: options.keepPrevious
      ? (previous, query) =>
          query?.meta?.question === question ? previous : undefined
      : undefined,
  });
}
