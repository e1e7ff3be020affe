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

/**
 * Begins to read the length-delimited message that comes next. Its fields are
 * read in a loop at the place that knows them: a function for each message, as
 * it was, took a third of all decoding.
 *
 * @returns the position at which the message ends
 */
export function enterMessage(reader: Reader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) {
    throw new InputError('The body ends in the middle of a message');
  }
  return end;
}

/** Passes over a field that is not known. */
export function skipField(reader: Reader, tag: number): void {
  reader.skipType(tag % 8);
}

/** Ends the reading of a message. */
export function leaveMessage(reader: Reader, end: number): void {
  if (reader.pos !== end) {
    throw new InputError('A message of the body is longer than it says');
  }
}
