import { useApi } from '@backstage/core-plugin-api';
import {
  Operation,
  OperationResponse,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  useMutation,
  UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { mlModelsApiRef } from './mlModelsApiRef';
import { CallInput, operationKey } from './operationKey';

/**
 * Writes through one operation of the HTTP API.
 *
 * @param options - `invalidates`: operations whose cached answers it outdates
 */
export function useOperationMutation<O extends Operation>(
  operation: O,
  options: { invalidates?: Operation[] } = {},
): UseMutationResult<OperationResponse<O>, Error, CallInput<O>> {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  return useMutation<OperationResponse<O>, Error, CallInput<O>>({
    mutationFn: input => client.call(operation, input),
    onSuccess: () =>
      Promise.all(
        (options.invalidates ?? []).map(outdated =>
          queryClient.invalidateQueries({ queryKey: operationKey(outdated) }),
        ),
      ),
  });
}
