import { InputError } from '@backstage/errors';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { RequestBudget } from '../body/RequestBudget';
import { toRecordedText } from '../toRecordedText';

/** Protobuf JSON: 64-bit integers are text, NaN and infinity have names. */
const numberSchema = z.union([z.number(), z.string()]).transform(Number);

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

/**
 * Reads a list of KeyValues of OTLP/JSON; those without a value are left out.
 *
 * @throws InputError
 */
export function readJsonKeyValues(
  json: unknown,
  budget: RequestBudget,
  depth = 0,
): Map<string, RecordedValue> {
  const values = new Map<string, RecordedValue>();
  for (const { key, value } of parse(keyValuesSchema, json) ?? []) {
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
