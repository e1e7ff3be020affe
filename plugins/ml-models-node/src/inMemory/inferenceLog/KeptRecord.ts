import {
  InferenceRecord,
  NamedValues,
  requestStatusOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Feedback, Inference, RecordKey } from '../../inference/Inference';

/** A record as it is kept, with its outcome once that has come. */
export interface KeptRecord {
  inference: Inference;
  /** Of the outputs, what is kept when the body is not. */
  prediction: NamedValues;
  outcome?: Pick<Feedback, 'target' | 'observedMs'>;
  /** What the outcome has added to the profiles. */
  contribution?: string;
}

export function keyOf({
  modelRef,
  inferenceId,
  row,
}: RecordKey & { modelRef: string }): string {
  return `${modelRef} ${inferenceId} ${row}`;
}

/** Orders from the newest to the oldest. */
export function newestFirst(a: RecordKey, b: RecordKey): number {
  if (a.inferenceId !== b.inferenceId) {
    return a.inferenceId < b.inferenceId ? 1 : -1;
  }
  return b.row - a.row;
}

export function toInferenceRecord({
  inference,
  outcome,
}: KeptRecord): InferenceRecord {
  const { keepsBody, inputs, outputs } = inference;
  return {
    id: inference.inferenceId,
    row: inference.row,
    time: new Date(inference.timeMs).toISOString(),
    modelRef: inference.modelRef,
    environment: inference.environment,
    version: inference.version,
    traffic: inference.traffic,
    replay: inference.replay,
    status: requestStatusOf(inference),
    statusCode: inference.statusCode,
    durationMs: inference.durationMs,
    errorType: inference.errorType,
    errorMessage: inference.exception?.message,
    inputs: keepsBody ? inputs : undefined,
    outputs: keepsBody ? outputs : undefined,
    requestId: inference.requestId,
    target: outcome?.target,
    imported: inference.imported,
  };
}
