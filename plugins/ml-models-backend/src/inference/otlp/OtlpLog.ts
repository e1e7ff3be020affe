import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';

/** Attributes by key. A map, because keys are the sender's and may be `__proto__`. */
export type OtlpAttributes = ReadonlyMap<string, RecordedValue>;

/** The parts of an OpenTelemetry LogRecord that are read here. */
export interface OtlpLog {
  /** Of the resource that it came from; shared by all logs of that resource. */
  resource: OtlpAttributes;
  /** `event_name`; older exporters send it as attribute `event.name`. */
  eventName?: string;
  /** Milliseconds since the epoch; absent when the sender gave none. */
  timeMs?: number;
  attributes: OtlpAttributes;
  body?: RecordedValue;
}

/**
 * LogRecords in one request. A Collector batches 8,192 by default; the limit
 * keeps a small payload from unfolding into millions of objects.
 */
export const LOGS_PER_REQUEST_MAX = 50_000;

/**
 * Attribute and body values in one request: 2,000 records with 1,000 features
 * each, twice over.
 */
export const VALUES_PER_REQUEST_MAX = 4_000_000;

/** Depth of lists and maps in one value. Real bodies nest 3 or 4 deep. */
export const VALUE_DEPTH_MAX = 32;
