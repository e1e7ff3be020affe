import { InputError } from '@backstage/errors';
import { Reader } from 'protobufjs';

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
export const VARINT = 0;
export const FIXED_64 = 1;
export const LENGTH_DELIMITED = 2;

/** What stands before a field: its number and its wire type in one varint. */
export function tagOf(field: number, wireType: number): number {
  return field * 8 + wireType;
}

/** Reads the field of this tag; returns false for one that it does not know. */
export type ReadField = (tag: number) => boolean;

/** Reads the length-delimited message that comes next. */
export function readMessage(reader: Reader, readField: ReadField): void {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) {
    throw new InputError('The body ends in the middle of a message');
  }
  readFields(reader, end, readField);
}

/** Reads fields up to `end`; those that are not known are skipped. */
export function readFields(
  reader: Reader,
  end: number,
  readField: ReadField,
): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!readField(tag)) {
      reader.skipType(tag % 8);
    }
  }
  if (reader.pos !== end) {
    throw new InputError('A message of the body is longer than it says');
  }
}
