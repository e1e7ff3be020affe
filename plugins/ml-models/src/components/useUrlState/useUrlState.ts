import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { z } from 'zod';
import { UrlValue, writeUrlValue } from './urlValue';

export type UrlState = Record<string, UrlValue | undefined>;

export interface SetUrlStateOptions {
  /** True for changes that Back should not step through, such as typing. */
  replace?: boolean;
}

/**
 * State that lives in the URL's query, so that links and Back reproduce it.
 * Values equal to their default are left out; other parameters are kept.
 *
 * @param schema - a constant; every field has to survive absence and nonsense,
 *   e.g. `z.object({ q: z.string().catch(''), sort: z.enum(SORTS).catch('name'),
 *   owner: urlList, mine: urlFlag, version: urlNumber })`
 * @returns the state, and a function that changes some of its fields at once
 */
export function useUrlState<T extends UrlState>(
  schema: z.ZodType<T>,
): [T, (change: Partial<T>, options?: SetUrlStateOptions) => void] {
  const [searchParams, setSearchParams] = useSearchParams();
  const query = searchParams.toString();
  const state = useMemo(
    () => schema.parse(Object.fromEntries(new URLSearchParams(query))),
    [schema, query],
  );
  const change = useCallback(
    (fields: Partial<T>, options: SetUrlStateOptions = {}) =>
      setSearchParams(
        previous => applyChange(previous, fields, schema.parse({})),
        { replace: options.replace, preventScrollReset: true },
      ),
    [schema, setSearchParams],
  );
  return [state, change];
}

function applyChange<T extends UrlState>(
  previous: URLSearchParams,
  fields: Partial<T>,
  defaults: T,
): URLSearchParams {
  const next = new URLSearchParams(previous);
  for (const [name, value] of Object.entries<UrlValue | undefined>(fields)) {
    const text = writeUrlValue(value);
    if (text === undefined || text === writeUrlValue(defaults[name])) {
      next.delete(name);
    } else {
      next.set(name, text);
    }
  }
  return next;
}
