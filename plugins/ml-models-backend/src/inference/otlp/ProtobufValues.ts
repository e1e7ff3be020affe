import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Reader } from 'protobufjs';
import { RequestBudget } from '../body/RequestBudget';
import {
  enterMessage,
  FIXED_64,
  leaveMessage,
  LENGTH_DELIMITED,
  skipField,
  tagOf,
  VARINT,
} from './readMessage';
import { RepeatedTexts } from './RepeatedTexts';

const KEY_VALUE_KEY = tagOf(1, LENGTH_DELIMITED);
const KEY_VALUE_VALUE = tagOf(2, LENGTH_DELIMITED);
const STRING_VALUE = tagOf(1, LENGTH_DELIMITED);
const BOOL_VALUE = tagOf(2, VARINT);
const INT_VALUE = tagOf(3, VARINT);
const DOUBLE_VALUE = tagOf(4, FIXED_64);
const ARRAY_VALUE = tagOf(5, LENGTH_DELIMITED);
const MAP_VALUE = tagOf(6, LENGTH_DELIMITED);
const BYTES_VALUE = tagOf(7, LENGTH_DELIMITED);
const LIST_ELEMENT = tagOf(1, LENGTH_DELIMITED);

/** A byte of a varint with this bit is followed by another one. */
const MORE_FOLLOWS = 0x80;

/** Those of all requests: the next one of a sender repeats what this one says. */
const texts = new RepeatedTexts();

/** Reads the values of one request. */
export class ProtobufValues {
  /** Of the KeyValue that was read last. */
  key = '';

  constructor(
    private readonly reader: Reader,
    private readonly budget: RequestBudget,
  ) {}

  /**
   * Reads a KeyValue; its key is `key` from then on.
   *
   * @param depth - lists and maps around it
   * @returns undefined for a missing value, which is to be left out
   */
  readKeyValue(depth = 0): RecordedValue | undefined {
    const { reader } = this;
    const end = enterMessage(reader);
    let key = '';
    let value: RecordedValue | undefined;
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === KEY_VALUE_KEY) {
        key = this.readText();
      } else if (tag === KEY_VALUE_VALUE) {
        value = this.readValue(depth);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    this.key = key;
    return value;
  }

  readText(): string {
    return texts.read(this.reader);
  }

  /**
   * Reads an AnyValue.
   *
   * @param depth - lists and maps around it
   * @returns undefined for a missing value: none set, NaN or infinite
   */
  readValue(depth = 0): RecordedValue | undefined {
    this.budget.spendValue(depth);
    const { reader } = this;
    const end = enterMessage(reader);
    let value: RecordedValue | undefined;
    while (reader.pos < end) {
      const tag = reader.uint32();
      switch (tag) {
        case STRING_VALUE:
          value = this.readText();
          break;
        case BOOL_VALUE:
          value = reader.bool();
          break;
        case INT_VALUE:
          value = readInteger(reader);
          break;
        case DOUBLE_VALUE:
          value = finiteOrMissing(reader.double());
          break;
        case ARRAY_VALUE:
          value = this.readList(depth + 1);
          break;
        case MAP_VALUE:
          value = this.readMap(depth + 1);
          break;
        case BYTES_VALUE:
          value = Buffer.from(reader.bytes()).toString('base64');
          break;
        default:
          skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    return value;
  }

  private readList(depth: number): RecordedValue[] {
    const { reader } = this;
    const end = enterMessage(reader);
    const values: RecordedValue[] = [];
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === LIST_ELEMENT) {
        const value = this.readValue(depth);
        if (value !== undefined) values.push(value);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    return values;
  }

  private readMap(depth: number): Record<string, RecordedValue> {
    const { reader } = this;
    const end = enterMessage(reader);
    const values: Record<string, RecordedValue> = {};
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === LIST_ELEMENT) {
        const value = this.readKeyValue(depth);
        if (value !== undefined) setOwn(values, this.key, value);
      } else {
        skipField(reader, tag);
      }
    }
    leaveMessage(reader, end);
    return values;
  }
}

/** Makes an own property of every key; to assign to this one would make none. */
function setOwn(
  values: Record<string, RecordedValue>,
  key: string,
  value: RecordedValue,
): void {
  if (key === '__proto__') {
    Object.defineProperty(values, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    values[key] = value;
  }
}

function finiteOrMissing(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Integers beyond 2^53 lose their last digits, as in every JSON reader. */
function readInteger(reader: Reader): number {
  const { buf, pos } = reader;
  // Up to 16,383, as most are: without an object for its 64 bits.
  if (buf[pos] < MORE_FOLLOWS || buf[pos + 1] < MORE_FOLLOWS) {
    return reader.uint32();
  }
  const value = reader.int64();
  return typeof value === 'number'
    ? value
    : value.high * 2 ** 32 + (value.low >>> 0);
}
