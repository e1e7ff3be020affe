import { Writer } from 'protobufjs';
import { LENGTH_DELIMITED, tagOf, VARINT } from './readMessage';

export type OtlpEncoding = 'protobuf' | 'json';

export const OTLP_CONTENT_TYPES = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
} satisfies Record<OtlpEncoding, string>;

/** What was left out of a request that was otherwise taken. */
export interface PartialSuccess {
  rejected: number;
  /** Each reason with its count; also used for warnings when none was rejected. */
  message: string;
}

/** Encodes an ExportLogsServiceResponse; without partial success it is empty. */
export function encodeLogsResponse(
  encoding: OtlpEncoding,
  partialSuccess?: PartialSuccess,
): Uint8Array {
  if (encoding === 'json') {
    return encodeJson(
      partialSuccess
        ? {
            partialSuccess: {
              // 64-bit integers are text in protobuf JSON.
              rejectedLogRecords: String(partialSuccess.rejected),
              errorMessage: partialSuccess.message,
            },
          }
        : {},
    );
  }
  const writer = Writer.create();
  if (partialSuccess) {
    writer
      .uint32(tagOf(1, LENGTH_DELIMITED))
      .fork()
      .uint32(tagOf(1, VARINT))
      .int64(partialSuccess.rejected)
      .uint32(tagOf(2, LENGTH_DELIMITED))
      .string(partialSuccess.message)
      .ldelim();
  }
  return writer.finish();
}

/**
 * Encodes a google.rpc.Status, which is what OTLP answers errors with.
 *
 * @param code - of google.rpc.Code
 */
export function encodeStatus(
  encoding: OtlpEncoding,
  status: { code: number; message: string },
): Uint8Array {
  return encoding === 'json'
    ? encodeJson(status)
    : Writer.create()
        .uint32(tagOf(1, VARINT))
        .int32(status.code)
        .uint32(tagOf(2, LENGTH_DELIMITED))
        .string(status.message)
        .finish();
}

function encodeJson(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
