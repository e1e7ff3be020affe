import { InputError } from '@backstage/errors';
import { describeUnknown } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { parseRequestPart } from './parseRequestPart';

/**
 * Parses a request's query. A misspelt parameter would leave another one at its default
 * without a word.
 *
 * @param schema - of an object; undefined takes no parameters
 * @throws InputError naming each parameter that there is not, or that does not fit
 */
export function parseQuery(
  schema: z.ZodType | undefined,
  query: object,
): unknown {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const unknown = Object.keys(query).filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(`query: ${describeUnknown(unknown, known)}`);
  }
  return schema && parseRequestPart(schema, query, 'query');
}
