import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Where a page of a list ends, as text that callers give back as it is.
 *
 * @param position - what {@link decodePageCursor} reads
 */
export function encodePageCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * @param schema - of the position; what it throws counts as a refusal
 * @throws InputError for what was not made here
 */
export function decodePageCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    return schema.parse(JSON.parse(text));
  } catch {
    // How it is not one says nothing to whoever has not made it.
    throw new InputError(
      'query.cursor is not one that a page has given: leave it out to begin anew',
    );
  }
}
