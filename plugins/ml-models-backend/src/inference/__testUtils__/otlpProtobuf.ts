import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Writer } from 'protobufjs';

export interface AProtobufLog {
  resource: ReadonlyMap<string, RecordedValue>;
  attributes: ReadonlyMap<string, RecordedValue>;
  body: RecordedValue;
  /** Default: the resource stands before its logs. */
  resourceLast?: boolean;
}

/** An ExportLogsServiceRequest of one log, by the numbers of logs.proto. */
export function otlpProtobuf(log: AProtobufLog): Buffer {
  const record = Writer.create();
  writeKeyValues(record, 6, log.attributes);
  record.uint32(tag(5)).bytes(anyValue(log.body));
  const resource = Writer.create();
  writeKeyValues(resource, 1, log.resource);
  const parts = [
    [1, resource.finish()],
    [2, message(2, record.finish())],
  ] as const;
  const resourceLogs = Writer.create();
  for (const [field, bytes] of log.resourceLast ? parts.toReversed() : parts) {
    resourceLogs.uint32(tag(field)).bytes(bytes);
  }
  return Buffer.from(message(1, resourceLogs.finish()));
}

function anyValue(value: RecordedValue): Uint8Array {
  const writer = Writer.create();
  if (typeof value === 'string') {
    writer.uint32(tag(1)).string(value);
  } else if (typeof value === 'boolean') {
    writer.uint32(tag(2, 0)).bool(value);
  } else if (typeof value === 'number') {
    writeNumber(writer, value);
  } else if (Array.isArray(value)) {
    const list = Writer.create();
    value.forEach(each => list.uint32(tag(1)).bytes(anyValue(each)));
    writer.uint32(tag(5)).bytes(list.finish());
  } else {
    const map = Writer.create();
    writeKeyValues(map, 1, new Map(Object.entries(value)));
    writer.uint32(tag(6)).bytes(map.finish());
  }
  return writer.finish();
}

/** Whole ones as SDKs do, where 32 bits hold them; the other zero is none. */
function writeNumber(writer: Writer, value: number): void {
  if (Object.is(value, value | 0)) {
    writer.uint32(tag(3, 0)).int32(value);
  } else {
    writer.uint32(tag(4, 1)).double(value);
  }
}

function writeKeyValues(
  writer: Writer,
  field: number,
  values: ReadonlyMap<string, RecordedValue>,
): void {
  for (const [key, value] of values) {
    writer
      .uint32(tag(field))
      .fork()
      .uint32(tag(1))
      .string(key)
      .uint32(tag(2))
      .bytes(anyValue(value))
      .ldelim();
  }
}

function message(field: number, bytes: Uint8Array): Uint8Array {
  return Writer.create().uint32(tag(field)).bytes(bytes).finish();
}

/** @param wireType - default: length-delimited */
function tag(field: number, wireType = 2): number {
  return field * 8 + wireType;
}
