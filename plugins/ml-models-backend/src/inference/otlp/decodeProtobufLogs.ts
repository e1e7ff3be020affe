import { CustomErrorBase, InputError } from '@backstage/errors';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Reader } from 'protobufjs';
import { RequestBudget } from '../body/RequestBudget';
import { OtlpAttributes, OtlpLog } from './OtlpLog';
import { ProtobufValues } from './ProtobufValues';
import {
  enterMessage,
  FIXED_64,
  leaveMessage,
  LENGTH_DELIMITED,
  skipField,
  tagOf,
} from './readMessage';

/*
 * The fields of logs.proto beside this file. One that comes with another wire
 * type than it should has another tag, and is skipped as unknown.
 */
const REQUEST_RESOURCE_LOGS = tagOf(1, LENGTH_DELIMITED);
const RESOURCE_LOGS_RESOURCE = tagOf(1, LENGTH_DELIMITED);
const RESOURCE_LOGS_SCOPE_LOGS = tagOf(2, LENGTH_DELIMITED);
const RESOURCE_ATTRIBUTE = tagOf(1, LENGTH_DELIMITED);
const SCOPE_LOGS_LOG_RECORD = tagOf(2, LENGTH_DELIMITED);
const LOG_RECORD_TIME = tagOf(1, FIXED_64);
const LOG_RECORD_BODY = tagOf(5, LENGTH_DELIMITED);
const LOG_RECORD_ATTRIBUTE = tagOf(6, LENGTH_DELIMITED);
const LOG_RECORD_EVENT_NAME = tagOf(12, LENGTH_DELIMITED);

const NANOSECONDS_PER_MILLISECOND = 1e6;

class LogsDecoder {
  private readonly values: ProtobufValues;
  private readonly attributes = new Map<string, RecordedValue>();

  constructor(
    private readonly reader: Reader,
    private readonly budget: RequestBudget,
  ) {
    this.values = new ProtobufValues(reader, budget);
  }

  *readRequest(): Generator<OtlpLog> {
    const { reader } = this;
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === REQUEST_RESOURCE_LOGS) {
        yield* this.readResourceLogs();
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, reader.len);
  }

  /** Twice: the resource of logs may stand behind them. */
  private *readResourceLogs(): Generator<OtlpLog> {
    const { reader } = this;
    const end = enterMessage(reader);
    const start = reader.pos;
    const resource = new Map<string, RecordedValue>();
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === RESOURCE_LOGS_RESOURCE) {
        this.readResource(resource);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    reader.pos = start;
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === RESOURCE_LOGS_SCOPE_LOGS) {
        yield* this.readScopeLogs(resource);
      } else {
        skipField(reader, tag);
      }
    }
  }

  private readResource(resource: Map<string, RecordedValue>): void {
    const { reader } = this;
    const end = enterMessage(reader);
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === RESOURCE_ATTRIBUTE) {
        this.readAttribute(resource);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
  }

  private *readScopeLogs(resource: OtlpAttributes): Generator<OtlpLog> {
    const { reader } = this;
    const end = enterMessage(reader);
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === SCOPE_LOGS_LOG_RECORD) {
        yield this.readLog(resource);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
  }

  private readLog(resource: OtlpAttributes): OtlpLog {
    this.budget.spendRecord();
    const { reader, attributes } = this;
    attributes.clear();
    const log: OtlpLog = { resource, attributes };
    const end = enterMessage(reader);
    while (reader.pos < end) {
      const tag = reader.uint32();
      switch (tag) {
        case LOG_RECORD_TIME:
          log.timeMs =
            readFixed64(reader) / NANOSECONDS_PER_MILLISECOND || undefined;
          break;
        case LOG_RECORD_BODY:
          log.body = this.values.readValue();
          break;
        case LOG_RECORD_ATTRIBUTE:
          this.readAttribute(attributes);
          break;
        case LOG_RECORD_EVENT_NAME:
          log.eventName = this.values.readText();
          break;
        default:
          skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    return log;
  }

  private readAttribute(attributes: Map<string, RecordedValue>): void {
    const value = this.values.readKeyValue();
    if (value !== undefined) {
      attributes.set(this.values.key, value);
    }
  }
}

/**
 * Decodes an ExportLogsServiceRequest, log by log in the order of the request.
 *
 * @throws InputError when it is not one
 * @throws PayloadTooLargeError when it unfolds into too much, and what the
 *   budget throws
 */
export function* decodeProtobufLogs(
  payload: Buffer,
  budget: RequestBudget,
): Generator<OtlpLog> {
  try {
    yield* new LogsDecoder(Reader.create(payload), budget).readRequest();
  } catch (error) {
    // What protobufjs throws is plain; what is thrown here says what is wrong.
    throw error instanceof CustomErrorBase
      ? error
      : new InputError(
          'The body is not a protobuf ExportLogsServiceRequest',
          error,
        );
  }
}

/** Low half first. */
function readFixed64(reader: Reader): number {
  return reader.fixed32() + reader.fixed32() * 2 ** 32;
}
