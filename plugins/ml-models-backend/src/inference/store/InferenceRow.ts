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
  'imported',
] as const;

/** A record on its way into the table. */
export interface NewInference {
  inference: Inference;
  modelKey: number;
}

/** What is kept of the outputs of an inference whose body is not. */
export type PredictionOf = (inference: Inference) => NamedValues;

/** Booleans are 0 and 1, which both databases take. */
export type ColumnValue = string | number | null;

/** @returns a value for each of `INFERENCE_COLUMNS`, the prediction left out */
export function columnValues({
  inference,
  modelKey,
}: NewInference): ColumnValue[] {
  const { exception, keepsBody } = inference;
  return [
    modelKey,
    dayOf(inference.timeMs),
    inference.inferenceId,
    inference.row,
    inference.timeMs,
    inference.receivedMs,
    inference.environment,
    inference.version,
    inference.traffic,
    Number(inference.replay),
    Number(inference.failed),
    inference.statusCode ?? null,
    inference.durationMs ?? null,
    inference.errorType ?? null,
    exception?.message ?? null,
    inference.errorPlace ?? null,
    exception?.type ?? null,
    exception?.stacktrace ?? null,
    keepsBody ? JSON.stringify(inference.inputs) : null,
    keepsBody ? JSON.stringify(inference.outputs) : null,
    null,
    inference.requestId ?? null,
    inference.gatewayId ?? null,
    inference.instanceId ?? null,
    inference.sequence ?? null,
    inference.imported ? JSON.stringify(inference.imported) : null,
  ];
}

/** Where it stands among `INFERENCE_COLUMNS`. */
export const PREDICTION = INFERENCE_COLUMNS.indexOf('prediction');

/** @returns what is kept of the outputs in place of the body */
export function predictionValue(
  { inference }: NewInference,
  predictionOf: PredictionOf,
): ColumnValue {
  return inference.keepsBody ? null : JSON.stringify(predictionOf(inference));
}
