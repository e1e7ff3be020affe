import {
  inferenceQuerySchema,
  queriedTrafficSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { readVersion } from './readVersion';
import { SearchedModel } from './SearchedModel';
import { SearchFilter } from './searchFilter';

type NamedField = Exclude<keyof SearchFilter, 'features' | 'text'>;

/** What stands before the colon, and the part of the query that it sets. */
const FIELDS = {
  status: 'status',
  version: 'version',
  environment: 'environment',
  env: 'environment',
  traffic: 'traffic',
  type: 'errorType',
  place: 'errorPlace',
  id: 'id',
} as const satisfies Record<string, NamedField>;

export type FilterName = keyof typeof FIELDS;

const EXPECTED: Partial<Record<NamedField, string>> = {
  status: 'ok, error, invalid or failed',
  traffic: 'callers, primary, canary, shadow or all',
};

const SCHEMAS = {
  ...inferenceQuerySchema.shape,
  traffic: z.enum([...queriedTrafficSchema.options, 'all']),
};

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(FIELDS, name);
}

type ReadFilter =
  | { field: NamedField; value: string | number; error?: undefined }
  | { error: string };

/** @returns the part of the query that a filter sets, or what is wrong with it */
export function readFilter(
  name: FilterName,
  text: string,
  { versions = [] }: SearchedModel,
): ReadFilter {
  const field = FIELDS[name];
  if (field === 'version') {
    const { value, error } = readVersion(text, versions);
    return error === undefined ? { field, value } : { error };
  }
  const parsed = SCHEMAS[field].safeParse(text);
  if (!parsed.success || parsed.data === undefined) {
    return { error: `“${name}” is ${EXPECTED[field]}, not “${text}”.` };
  }
  return { field, value: parsed.data };
}
