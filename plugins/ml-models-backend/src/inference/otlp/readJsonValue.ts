import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { RequestBudget } from '../body/RequestBudget';
import { toRecordedText } from '../toRecordedText';
import { MalformedValueError } from './MalformedValueError';

const NO_NUMBER = {
  error: 'Invalid input: expected a number, received another text',
};

/** Protobuf JSON: 64-bit integers are text, NaN and infinity have names. */
const numberSchema = z
  .union([z.number(), z.string().refine(isNumber, NO_NUMBER)])
  .transform(Number);

/**
 * An AnyValue of OTLP/JSON; what it holds further down is read on the way. Null
 * is as good as absent: the exporter for JavaScript writes NaN so.
 */
const anyValueSchema = z.object({
  stringValue: z.string().nullish(),
  boolValue: z.boolean().nullish(),
  intValue: numberSchema.nullish(),
  doubleValue: numberSchema.nullish(),
  arrayValue: z.object({ values: z.array(z.unknown()).nullish() }).nullish(),
  kvlistValue: z.object({ values: z.unknown().optional() }).nullish(),
  /** Base64, and kept so. */
  bytesValue: z.string().nullish(),
});

const keyValuesSchema = z
  .array(z.object({ key: z.string(), value: z.unknown().optional() }))
  .nullish();

function isNumber(text: string): boolean {
  return text === 'NaN' || (text.trim() !== '' && !Number.isNaN(Number(text)));
}

/**
 * Reads a list of KeyValues of OTLP/JSON; those without a value are left out.
 *
 * @throws MalformedValueError
 */
export function readJsonKeyValues(
  json: unknown,
  budget: RequestBudget,
  depth = 0,
): Map<string, RecordedValue> {
  const values = new Map<string, RecordedValue>();
  for (const { key, value } of parse(keyValuesSchema, json) ?? []) {
    const read = readNamed(key, () => readJsonValue(value, budget, depth));
    if (read !== undefined) {
      values.set(toRecordedText(key), read);
    }
  }
  return values;
}

/**
 * Reads an AnyValue of OTLP/JSON.
 *
 * @returns undefined for a missing value: none set, NaN or infinite
 * @throws MalformedValueError
 */
export function readJsonValue(
  json: unknown,
  budget: RequestBudget,
  depth = 0,
): RecordedValue | undefined {
  budget.spendValue(depth);
  if (json === undefined || json === null) {
    return undefined;
  }
  const value = parse(anyValueSchema, json);
  if (value.arrayValue) {
    return (value.arrayValue.values ?? [])
      .map(element => readJsonValue(element, budget, depth + 1))
      .filter(element => element !== undefined);
  }
  if (value.kvlistValue) {
    // Makes an own property of every key, `__proto__` among them.
    return Object.fromEntries(
      readJsonKeyValues(value.kvlistValue.values, budget, depth + 1),
    );
  }
  const text = value.stringValue ?? value.bytesValue ?? undefined;
  if (text !== undefined) {
    return toRecordedText(text);
  }
  const number = value.intValue ?? value.doubleValue ?? undefined;
  if (number !== undefined) {
    return Number.isFinite(number) ? number : undefined;
  }
  return value.boolValue ?? undefined;
}

/** Has an error tell what is named so. */
function readNamed<Value>(key: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof MalformedValueError ? error.below(key) : error;
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new MalformedValueError(path, message);
  }
  return parsed.data;
}
