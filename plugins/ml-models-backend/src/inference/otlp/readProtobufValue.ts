import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Reader } from 'protobufjs';
import { RequestBudget } from '../body/RequestBudget';
import {
  FIXED_64,
  LENGTH_DELIMITED,
  readMessage,
  tagOf,
  VARINT,
} from './readMessage';
import { toRecordedText } from '../toRecordedText';

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

/** Reads a KeyValue; one without a value is left out. */
export function readProtobufKeyValue(
  reader: Reader,
  budget: RequestBudget,
  take: (key: string, value: RecordedValue) => void,
  depth = 0,
): void {
  let key = '';
  let value: RecordedValue | undefined;
  readMessage(reader, tag => {
    if (tag === KEY_VALUE_KEY) {
      key = toRecordedText(reader.string());
    } else if (tag === KEY_VALUE_VALUE) {
      value = readProtobufValue(reader, budget, depth);
    } else {
      return false;
    }
    return true;
  });
  if (value !== undefined) {
    take(key, value);
  }
}

/**
 * Reads an AnyValue.
 *
 * @returns undefined for a missing value: none set, NaN or infinite
 */
export function readProtobufValue(
  reader: Reader,
  budget: RequestBudget,
  depth = 0,
): RecordedValue | undefined {
  budget.spendValue(depth);
  let value: RecordedValue | undefined;
  readMessage(reader, tag => {
    switch (tag) {
      case STRING_VALUE:
        value = toRecordedText(reader.string());
        return true;
      case BOOL_VALUE:
        value = reader.bool();
        return true;
      case INT_VALUE:
        value = toNumber(reader.int64());
        return true;
      case DOUBLE_VALUE:
        value = finiteOrMissing(reader.double());
        return true;
      case ARRAY_VALUE:
        value = readList(reader, budget, depth + 1);
        return true;
      case MAP_VALUE:
        value = readMap(reader, budget, depth + 1);
        return true;
      case BYTES_VALUE:
        value = Buffer.from(reader.bytes()).toString('base64');
        return true;
      default:
        return false;
    }
  });
  return value;
}

function readList(
  reader: Reader,
  budget: RequestBudget,
  depth: number,
): RecordedValue[] {
  const values: RecordedValue[] = [];
  readMessage(reader, tag => {
    if (tag !== LIST_ELEMENT) return false;
    const value = readProtobufValue(reader, budget, depth);
    if (value !== undefined) values.push(value);
    return true;
  });
  return values;
}

function readMap(
  reader: Reader,
  budget: RequestBudget,
  depth: number,
): RecordedValue {
  const values: Record<string, RecordedValue> = {};
  const take = (key: string, value: RecordedValue) =>
    setOwn(values, key, value);
  readMessage(reader, tag => {
    if (tag !== LIST_ELEMENT) return false;
    readProtobufKeyValue(reader, budget, take, depth);
    return true;
  });
  return values;
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
export function toNumber(value: ReturnType<Reader['int64']>): number {
  return typeof value === 'number'
    ? value
    : value.high * 2 ** 32 + (value.low >>> 0);
}
