import { InputError } from '@backstage/errors';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { OtlpBudget } from './OtlpBudget';
import { toRecordedText } from './toRecordedText';

/** Protobuf JSON: 64-bit integers are text, NaN and infinity have names. */
const numberSchema = z.union([z.number(), z.string()]).transform(Number);

/** An AnyValue of OTLP/JSON; what it holds further down is read on the way. */
const anyValueSchema = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: numberSchema.optional(),
  doubleValue: numberSchema.optional(),
  arrayValue: z.object({ values: z.array(z.unknown()).default([]) }).optional(),
  kvlistValue: z.object({ values: z.unknown() }).optional(),
  /** Base64, and kept so. */
  bytesValue: z.string().optional(),
});

const keyValuesSchema = z
  .array(z.object({ key: z.string(), value: z.unknown() }))
  .default([]);

/**
 * Reads a list of KeyValues of OTLP/JSON; those without a value are left out.
 *
 * @throws InputError
 */
export function readJsonKeyValues(
  json: unknown,
  budget: OtlpBudget,
  depth = 0,
): Map<string, RecordedValue> {
  const values = new Map<string, RecordedValue>();
  for (const { key, value } of parse(keyValuesSchema, json)) {
    const read = readJsonValue(value, budget, depth);
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
 * @throws InputError
 */
export function readJsonValue(
  json: unknown,
  budget: OtlpBudget,
  depth = 0,
): RecordedValue | undefined {
  budget.spendValue(depth);
  if (json === undefined || json === null) {
    return undefined;
  }
  const value = parse(anyValueSchema, json);
  if (value.arrayValue) {
    return value.arrayValue.values
      .map(element => readJsonValue(element, budget, depth + 1))
      .filter(element => element !== undefined);
  }
  if (value.kvlistValue) {
    // Makes an own property of every key, `__proto__` among them.
    return Object.fromEntries(
      readJsonKeyValues(value.kvlistValue.values, budget, depth + 1),
    );
  }
  const text = value.stringValue ?? value.bytesValue;
  if (text !== undefined) {
    return toRecordedText(text);
  }
  const number = value.intValue ?? value.doubleValue;
  if (number !== undefined) {
    return Number.isFinite(number) ? number : undefined;
  }
  return value.boolValue;
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new InputError(
      `A value of the body is not OTLP/JSON: ${parsed.error.issues[0].message}`,
    );
  }
  return parsed.data;
}
