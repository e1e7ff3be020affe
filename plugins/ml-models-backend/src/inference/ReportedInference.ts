import {
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
export interface ReportedException {
  type?: string;
  message?: string;
  stacktrace?: string;
}

/** One prediction as its service reported it, before anything is left out. */
export interface ReportedInference extends RecordKey {
  modelRef: string;
  environment: string;
  /** `service.version`: our number, or the label the version has elsewhere. */
  serviceVersion: string;
  timeMs: number;
  traffic: TrafficKind;
  replay: boolean;
  failed: boolean;
  statusCode?: number;
  durationMs?: number;
  errorType?: string;
  exception?: ReportedException;
  inputs: NamedValues;
  outputs: NamedValues;
  /** The caller's. */
  requestId?: string;
  /** Pairs a shadow with its primary. */
  gatewayId?: string;
  instanceId?: string;
  /** LogRecords of the instance, from 1. */
  sequence?: number;
}

/** The true outcome of an inference, as it was reported. */
export interface ReportedFeedback extends RecordKey {
  modelRef: string;
  timeMs: number;
  target: NamedValues;
  /** When the outcome was seen; default: when it was received. */
  observedMs?: number;
}

/** Why a record is not taken, as one short clause. */
export interface Rejection {
  reason: string;
}

export function isRejection(value: object): value is Rejection {
  return 'reason' in value;
}
