import {
  ImportOrigin,
  NamedValues,
  TrafficKind,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What a record is known by: with its model, unique for ever. */
export interface RecordKey {
  /** UUIDv7 of the event time, in lower case. */
  inferenceId: string;
  /** Which row of a batch request, from 0. */
  row: number;
}

/** An exception as OpenTelemetry's semantic conventions have it. */
export interface InferenceException {
  type?: string;
  message?: string;
  stacktrace?: string;
}

/** A prediction that is to be stored: redacted, and of a version of ours. */
export interface Inference extends RecordKey {
  modelRef: string;
  environment: string;
  version: number;
  /** When it happened, as its id has it: milliseconds since the epoch. */
  timeMs: number;
  /** When it came in: milliseconds since the epoch. */
  receivedMs: number;
  traffic: TrafficKind;
  replay: boolean;
  failed: boolean;
  statusCode?: number;
  durationMs?: number;
  /** Set where it failed. */
  errorType?: string;
  /** Innermost frame of the exception, where one is known: `serve.py:120 in predict`. */
  errorPlace?: string;
  exception?: InferenceException;
  inputs: NamedValues;
  outputs: NamedValues;
  /** False: sampled out. The row is kept, and what profiles count, without its body. */
  keepsBody: boolean;
  /** The caller's. */
  requestId?: string;
  /** Pairs a shadow with its primary. */
  gatewayId?: string;
  instanceId?: string;
  /** LogRecords of the instance, from 1. */
  sequence?: number;
  /** Set where the log that it was imported from has no place for some of this. */
  imported?: ImportOrigin;
}

/** An outcome that is to be stored, redacted. */
export interface Feedback extends RecordKey {
  modelRef: string;
  /** Of the inference, as its id has it: milliseconds since the epoch. */
  timeMs: number;
  target: NamedValues;
  /** When the outcome was seen: milliseconds since the epoch. */
  observedMs: number;
}

/** What is stored together, all or nothing. */
export interface InferenceBatch {
  inferences: readonly Inference[];
  feedback: readonly Feedback[];
}
