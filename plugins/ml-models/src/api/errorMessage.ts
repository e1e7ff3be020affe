import { ResponseError } from '@backstage/errors';

/** By its name: a page may hold more than one copy of the parser. */
const ZOD_ERROR = 'ZodError';
const UNKNOWN_ANSWER =
  'The portal answered in a way that this page does not know: it may have been updated since. Reload the page.';

/** @returns the server's own words where it gave some, else the error's */
export function errorMessage(error: Error): string {
  if (ResponseError.is(error)) {
    return error.cause.message || error.message;
  }
  return error.name === ZOD_ERROR ? UNKNOWN_ANSWER : error.message;
}
