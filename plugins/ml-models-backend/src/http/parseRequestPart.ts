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
        .map(
          issue =>
            `${nameField(where, issue.path)}: ${describeIssue(issue, value)}`,
        )
        .join('; '),
    );
  }
  return parsed.data;
}

/** Longer ones are cut: they only have to be known again. */
const QUOTED_LENGTH_MAX = 60;

/**
 * Parameters are text, and are said as such: to whoever sent `version=abc`, the NaN
 * that it was turned into says nothing.
 */
function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  const sent = issue.path.reduce<unknown>(
    (part, key) => Object(part)[key],
    value,
  );
  return typeof sent === 'string' && issue.code === 'invalid_type'
    ? issue.message.replace(
        /, received .*$/,
        `, received '${sent.slice(0, QUOTED_LENGTH_MAX)}'`,
      )
    : issue.message;
}

function nameField(where: string, path: PropertyKey[]): string {
  return [where, ...path.map(String)].join('.');
}
