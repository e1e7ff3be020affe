import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';

/** Attributes by key. A map, because keys are the sender's and may be `__proto__`. */
export type OtlpAttributes = ReadonlyMap<string, RecordedValue>;

/**
 * The parts of an OpenTelemetry LogRecord that are read here. What is wanted of
 * its attributes is to be read before the next log is asked for, which may take
 * their place. Its body is its own.
 */
export interface OtlpLog {
  /** Of the resource that it came from; shared by all logs of that resource. */
  resource: OtlpAttributes;
  /** `event_name`; older exporters send it as attribute `event.name`. */
  eventName?: string;
  /** Milliseconds since the epoch; absent when the sender gave none. */
  timeMs?: number;
  attributes: OtlpAttributes;
  body?: RecordedValue;
  /** Why it has neither attributes nor a body, as one short clause. */
  problem?: string;
}
