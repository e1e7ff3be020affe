import { ResponseError } from '@backstage/errors';

/** @returns the server's own words where it gave some, else the error's */
export function errorMessage(error: Error): string {
  if (ResponseError.is(error)) {
    return error.cause.message || error.message;
  }
  return error.message;
}
