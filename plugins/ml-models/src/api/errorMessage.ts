import { ResponseError } from '@backstage/errors';
import { isNoAnswer } from './isNoAnswer';

/** By its name: a page may hold more than one copy of the parser. */
const ZOD_ERROR = 'ZodError';
const UNKNOWN_ANSWER =
  'The portal answered in a way that this page does not know: it may have been updated since. Reload the page.';
const NO_ANSWER =
  'The portal does not answer. It may be stopped or starting; try again in a moment.';

/** @returns the server's own words where it gave some, else the error's */
export function errorMessage(error: Error): string {
  if (ResponseError.is(error)) {
    return error.cause.message || error.message;
  }
  if (isNoAnswer(error)) {
    return NO_ANSWER;
  }
  return error.name === ZOD_ERROR ? UNKNOWN_ANSWER : error.message;
}
