import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Parses a part of a request by its schema.
 *
 * @throws InputError naming each field and what was expected there
 */
export function parseRequestPart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(issue => `${nameField(where, issue.path)}: ${issue.message}`)
        .join('; '),
    );
  }
  return parsed.data;
}

function nameField(where: string, path: PropertyKey[]): string {
  return [where, ...path.map(String)].join('.');
}
