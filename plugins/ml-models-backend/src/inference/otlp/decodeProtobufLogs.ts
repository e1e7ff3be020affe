import { CustomErrorBase, InputError } from '@backstage/errors';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Reader } from 'protobufjs';
import { RequestBudget } from '../body/RequestBudget';
import { OtlpAttributes, OtlpLog } from './OtlpLog';
import {
  FIXED_64,
  LENGTH_DELIMITED,
  readFields,
  readMessage,
  tagOf,
} from './readMessage';
import {
  readProtobufKeyValue,
  readProtobufValue,
  toNumber,
} from './readProtobufValue';
import { toRecordedText } from '../toRecordedText';

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

/**
 * Decodes an ExportLogsServiceRequest.
 *
 * @throws InputError when it is not one
 * @throws PayloadTooLargeError when it unfolds into too much, and what the
 *   budget throws
 */
export function decodeProtobufLogs(
  payload: Uint8Array,
  budget: RequestBudget,
): OtlpLog[] {
  const logs: OtlpLog[] = [];
  try {
    const reader = Reader.create(payload);
    readFields(reader, reader.len, tag => {
      if (tag !== REQUEST_RESOURCE_LOGS) return false;
      readResourceLogs(reader, budget, logs);
      return true;
    });
  } catch (error) {
    // What protobufjs throws is plain; what is thrown here says what is wrong.
    throw !(error instanceof CustomErrorBase)
      ? new InputError(
          'The body is not a protobuf ExportLogsServiceRequest',
          error,
        )
      : error;
  }
  return logs;
}

function readResourceLogs(
  reader: Reader,
  budget: RequestBudget,
  logs: OtlpLog[],
): void {
  // Shared by its logs, and filled even if it stands behind them in the message.
  const resource = new Map<string, RecordedValue>();
  readMessage(reader, tag => {
    if (tag === RESOURCE_LOGS_RESOURCE) {
      readResource(reader, budget, resource);
    } else if (tag === RESOURCE_LOGS_SCOPE_LOGS) {
      readScopeLogs(reader, budget, resource, logs);
    } else {
      return false;
    }
    return true;
  });
}

function readResource(
  reader: Reader,
  budget: RequestBudget,
  resource: Map<string, RecordedValue>,
): void {
  readMessage(reader, tag => {
    if (tag !== RESOURCE_ATTRIBUTE) return false;
    readProtobufKeyValue(reader, budget, (key, value) =>
      resource.set(key, value),
    );
    return true;
  });
}

function readScopeLogs(
  reader: Reader,
  budget: RequestBudget,
  resource: OtlpAttributes,
  logs: OtlpLog[],
): void {
  readMessage(reader, tag => {
    if (tag !== SCOPE_LOGS_LOG_RECORD) return false;
    logs.push(readLog(reader, budget, resource));
    return true;
  });
}

function readLog(
  reader: Reader,
  budget: RequestBudget,
  resource: OtlpAttributes,
): OtlpLog {
  budget.spendRecord();
  const attributes = new Map<string, RecordedValue>();
  const take = (key: string, value: RecordedValue) => {
    attributes.set(key, value);
  };
  const log: OtlpLog = { resource, attributes };
  readMessage(reader, tag => {
    switch (tag) {
      case LOG_RECORD_TIME:
        log.timeMs =
          toNumber(reader.fixed64()) / NANOSECONDS_PER_MILLISECOND || undefined;
        return true;
      case LOG_RECORD_BODY:
        log.body = readProtobufValue(reader, budget);
        return true;
      case LOG_RECORD_ATTRIBUTE:
        readProtobufKeyValue(reader, budget, take);
        return true;
      case LOG_RECORD_EVENT_NAME:
        log.eventName = toRecordedText(reader.string());
        return true;
      default:
        return false;
    }
  });
  return log;
}
