import {
  Operation,
  OperationInput,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What {@link MlModelsClient.call} takes for an operation. */
export type CallInput<O extends Operation> = OperationInput<O> & {
  params?: Record<string, string | number>;
  query?: object;
  body?: unknown;
};

/**
 * Key of cached answers.
 *
 * @param input - absent: the key of all answers of the operation
 */
export function operationKey<O extends Operation>(
  operation: O,
  input?: CallInput<O>,
): readonly unknown[] {
  return input === undefined
    ? ['ml-models', operation.id]
    : ['ml-models', operation.id, input];
}
