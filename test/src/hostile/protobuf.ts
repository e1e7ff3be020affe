/**
 * Writes single fields of a protobuf message, with whatever value: libraries
 * refuse some of what a hostile sender sends.
 * https://protobuf.dev/programming-guides/encoding/
 */

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;

/** @param value - any 64 bits */
export function varintField(field: number, value: bigint): Buffer {
  return Buffer.concat([tag(field, VARINT), varint(BigInt.asUintN(64, value))]);
}

export function doubleField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([tag(field, FIXED_64), bytes]);
}

export function fixed64Field(field: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return Buffer.concat([tag(field, FIXED_64), bytes]);
}

/** @param content - bytes, text, or the fields of a message within */
export function bytesField(field: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    tag(field, LENGTH_DELIMITED),
    varint(BigInt(bytes.length)),
    bytes,
  ]);
}

function tag(field: number, wireType: number): Buffer {
  // eslint-disable-next-line no-bitwise -- a tag is made of bits
  return varint(BigInt((field << 3) | wireType));
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128n; rest /= 128n) bytes.push(Number(rest % 128n) + 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
