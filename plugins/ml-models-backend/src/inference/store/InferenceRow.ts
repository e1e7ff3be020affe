import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { dayOf } from '../eventTime';

/** The columns of `inference_records`, in the order they are written. */
export const INFERENCE_COLUMNS = [
  'model_key',
  'day',
  'inference_id',
  'row_index',
  'time_ms',
  'received_ms',
  'environment',
  'version',
  'traffic',
  'replay',
  'failed',
  'status_code',
  'duration_ms',
  'error_type',
  'error_message',
  'error_place',
  'exception_type',
  'stacktrace',
  'inputs',
  'outputs',
  'prediction',
  'request_id',
  'gateway_id',
  'instance_id',
  'sequence',
] as const;

export type NewInferenceRow = Record<
  (typeof INFERENCE_COLUMNS)[number],
  string | number | boolean | null
>;

/**
 * @param prediction - what is kept of the outputs when the body is not
 */
export function toInferenceRow(
  inference: Inference,
  modelKey: number,
  prediction: NamedValues,
): NewInferenceRow {
  const { exception, keepsBody } = inference;
  return {
    model_key: modelKey,
    day: dayOf(inference.timeMs),
    inference_id: inference.inferenceId,
    row_index: inference.row,
    time_ms: inference.timeMs,
    received_ms: inference.receivedMs,
    environment: inference.environment,
    version: inference.version,
    traffic: inference.traffic,
    replay: inference.replay,
    failed: inference.failed,
    status_code: inference.statusCode ?? null,
    duration_ms: inference.durationMs ?? null,
    error_type: inference.errorType ?? null,
    error_message: exception?.message ?? null,
    error_place: inference.errorPlace ?? null,
    exception_type: exception?.type ?? null,
    stacktrace: exception?.stacktrace ?? null,
    inputs: keepsBody ? JSON.stringify(inference.inputs) : null,
    outputs: keepsBody ? JSON.stringify(inference.outputs) : null,
    prediction: keepsBody ? null : JSON.stringify(prediction),
    request_id: inference.requestId ?? null,
    gateway_id: inference.gatewayId ?? null,
    instance_id: inference.instanceId ?? null,
    sequence: inference.sequence ?? null,
  };
}
