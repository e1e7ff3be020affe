/** A request that no honest sender makes. */
export interface HostilePayload {
  /** What is hostile about it. */
  kind: string;
  /** Below `/api/ml-models`. */
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Where payloads go, and what is honest about them. */
export interface HostileTarget {
  modelRef: string;
  /** An OTLP request in protobuf that would be taken. */
  logs: Buffer;
  /** A small Parquet file that would be taken. */
  parquet: Buffer;
}

export const LOGS_PATH = '/otlp/v1/logs';
export const PROTOBUF = { 'content-type': 'application/x-protobuf' };
export const JSON_TYPE = { 'content-type': 'application/json' };
export const NDJSON = { 'content-type': 'application/x-ndjson' };

export function recordsPath(modelRef: string): string {
  return `/records?${new URLSearchParams({
    model: modelRef,
    version: '1',
    environment: 'production',
  })}`;
}

export function importsPath(modelRef: string, format: string): string {
  const [, entity] = modelRef.split(':');
  const mapping = { time: 'predicted_at', id: 'flight' };
  return `/models/${entity}/imports?${new URLSearchParams({
    format,
    version: '1',
    environment: 'production',
    mapping: JSON.stringify(mapping),
  })}`;
}
