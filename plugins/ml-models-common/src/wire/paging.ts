import { z } from 'zod';

/** An instant as ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`. */
export const instantSchema = z.iso.datetime({ offset: true });

/** Full entity reference, e.g. `mlmodel:default/flight-delay`. */
export const entityRefSchema = z
  .string()
  .regex(/^[a-z0-9.-]+:[^/:]+\/[^/:]+$/i, 'expected kind:namespace/name');

/**
 * Entity reference of a model that a catalog can have: its namespace is a DNS
 * label, and its name begins and ends with a letter or a digit.
 *
 * https://backstage.io/docs/features/software-catalog/descriptor-format#common-to-all-kinds-the-metadata
 */
export const modelRefSchema = z
  .string()
  .regex(
    /^mlmodel:[a-z0-9]+(-+[a-z0-9]+)*\/[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i,
    'expected mlmodel:namespace/name',
  );

/** As large as the databases hold it: 32 bits with a sign. */
export const INTEGER_MAX = 2 ** 31 - 1;

/** A version in a query, where it is text. */
export const queriedVersionSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(INTEGER_MAX);

/** One page of a list; `nextCursor` is absent on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}
