import {
  ImportOrigin,
  importOriginSchema,
  InferenceRecord,
  requestStatusOf,
  trafficKindSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { readStoredValues, StoredValues } from '../storedValues';

/** Columns of `inference_records` that a list needs. */
export const LISTED_COLUMNS = [
  'day',
  'inference_id',
  'row_index',
  'time_ms',
  'environment',
  'version',
  'traffic',
  'replay',
  'failed',
  'status_code',
  'duration_ms',
  'error_type',
  'error_message',
  'inputs',
  'outputs',
  'request_id',
  'target',
  'imported',
];

export interface ListedRow {
  inference_id: string;
  row_index: number;
  time_ms: number | string;
  environment: string;
  version: number;
  traffic: string;
  replay: boolean | number;
  failed: boolean | number;
  status_code: number | null;
  duration_ms: number | null;
  error_type: string | null;
  error_message: string | null;
  inputs: StoredValues;
  outputs: StoredValues;
  request_id: string | null;
  target: StoredValues;
  imported: string | null;
}

export function toInferenceRecord(
  row: ListedRow,
  modelRef: string,
): InferenceRecord {
  const statusCode = row.status_code ?? undefined;
  return {
    id: row.inference_id,
    row: row.row_index,
    time: new Date(Number(row.time_ms)).toISOString(),
    modelRef,
    environment: row.environment,
    version: row.version,
    traffic: trafficKindSchema.parse(row.traffic),
    replay: Boolean(row.replay),
    status: requestStatusOf({ failed: Boolean(row.failed), statusCode }),
    statusCode,
    durationMs: row.duration_ms ?? undefined,
    errorType: row.error_type ?? undefined,
    errorMessage: row.error_message ?? undefined,
    inputs: readStoredValues(row.inputs),
    outputs: readStoredValues(row.outputs),
    requestId: row.request_id ?? undefined,
    target: readStoredValues(row.target),
    imported: readOrigin(row.imported),
  };
}

/** @param stored - JSON; null for what was not imported */
export function readOrigin(stored: string | null): ImportOrigin | undefined {
  return stored === null
    ? undefined
    : importOriginSchema.parse(JSON.parse(stored));
}
