import {
  NamedValues,
  namedValuesSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** A JSON column as it is read: parsed by PostgreSQL's driver, text from SQLite. */
export type StoredValues = NamedValues | string | null;

/** @returns undefined for null */
export function readStoredValues(value: StoredValues): NamedValues | undefined {
  if (value === null || value === undefined) {
    return undefined;
  }
  return typeof value === 'string'
    ? namedValuesSchema.parse(JSON.parse(value))
    : value;
}
